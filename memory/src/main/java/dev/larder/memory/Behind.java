package dev.larder.memory;

import java.util.HashSet;
import java.util.Set;

/** Who must not go past those that have waited long. */
final class Behind {
  private final Set<String> askers = new HashSet<>();
  private boolean large;
  private boolean all;

  boolean includes(Waiting next) {
    return all || (large && next.large) || askers.contains(next.asker);
  }

  /**
   * One that has waited long: its kind waits behind it.
   *
   * @param hasShare whether it has to wait though its asker's share has room for it
   */
  void add(Waiting old, boolean hasShare) {
    if (!hasShare) {
      askers.add(old.asker);
    } else if (old.large) {
      large = true;
    } else {
      all = true;
    }
  }
}
