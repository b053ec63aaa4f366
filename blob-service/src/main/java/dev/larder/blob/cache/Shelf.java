package dev.larder.blob.cache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The book-keeping of a bounded store: what is in it, how large, what was used last, and what room
 * is promised to those who are still writing. Not thread-safe.
 */
final class Shelf {
  private final long bound;
  private final LinkedHashMap<String, Long> sizes = new LinkedHashMap<>(16, 0.75f, true);
  private long used;
  private long promised;

  Shelf(long bound) {
    this.bound = bound;
  }

  /**
   * Promises room, by giving up what was least recently used.
   *
   * @return what must go, or empty when there can't be that much room now
   */
  Optional<List<String>> promise(long bytes) {
    if (bytes > bound - promised) {
      return Optional.empty();
    }
    promised += bytes;
    return Optional.of(shrink());
  }

  /** The promise is no longer needed. */
  void release(long bytes) {
    promised -= bytes;
  }

  /** Something is there now; answers what must go for it, itself perhaps. */
  List<String> add(String name, long bytes) {
    remove(name);
    sizes.put(name, bytes);
    used += bytes;
    return shrink();
  }

  void remove(String name) {
    Long size = sizes.remove(name);
    if (size != null) {
      used -= size;
    }
  }

  /** Used just now. Answers whether it is there. */
  boolean touch(String name) {
    return sizes.get(name) != null;
  }

  long used() {
    return used;
  }

  private List<String> shrink() {
    List<String> gone = new ArrayList<>();
    while (used + promised > bound && !sizes.isEmpty()) {
      String oldest = sizes.firstEntry().getKey();
      remove(oldest);
      gone.add(oldest);
    }
    return gone;
  }
}
