package dev.larder.blob.caller;

import java.util.Set;

/** Who asks, as far as reading goes. */
public sealed interface Caller {
  /** May read everything. */
  record Admin() implements Caller {}

  /**
   * Somebody with good credentials.
   *
   * @param repos ids of the repositories that these let read, or {@code *}
   */
  record Reader(Set<String> repos) implements Caller {
    boolean reads(String repository) {
      return repos.contains("*") || repos.contains(repository);
    }
  }

  /**
   * Somebody whose credentials can't be checked now.
   *
   * @param detail why
   */
  record Unknown(String detail) implements Caller {}

  record Anonymous() implements Caller {}
}
