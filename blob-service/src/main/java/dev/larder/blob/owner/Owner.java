package dev.larder.blob.owner;

import dev.larder.blob.location.Location;

/**
 * Whose bytes they are: a source's, and of a mirror those that one of its upstreams gave. A source
 * whose URL was changed is another owner: what the former upstream gave isn't the new one's.
 *
 * @param source its id, never used again
 * @param generation which of its upstreams, from 1; 0 for uploads
 */
public record Owner(long source, long generation) {
  public Owner {
    if (source < 0 || generation < 0) {
      throw new IllegalArgumentException("No owner: " + source + "-" + generation);
    }
  }

  /** A file's. */
  public static Owner of(Location location) {
    return new Owner(
        location.source(), location.kept() == null ? location.upstream().generation() : 0);
  }

  /** As it stands in names of objects and files. */
  @Override
  public String toString() {
    return source + "-" + generation;
  }
}
