package dev.larder.sync.upstream;

import java.util.Arrays;

/**
 * A set of names by 64 bits of each: of 200,000 names no two are taken for the same, and they take
 * 4 MiB at most.
 */
final class Fingerprints {
  private static final int SMALLEST = 64;

  private long[] slots = new long[SMALLEST];
  private int size;

  /** Whether it wasn't there. */
  boolean add(String name) {
    if (size * 2 >= slots.length) {
      grow();
    }
    if (!put(slots, fingerprint(name))) {
      return false;
    }
    size++;
    return true;
  }

  int size() {
    return size;
  }

  private void grow() {
    long[] more = new long[slots.length * 2];
    Arrays.stream(slots).filter(slot -> slot != 0).forEach(slot -> put(more, slot));
    slots = more;
  }

  private static boolean put(long[] slots, long fingerprint) {
    int at = Long.hashCode(fingerprint * 0x9e3779b97f4a7c15L) & (slots.length - 1);
    while (slots[at] != 0) {
      if (slots[at] == fingerprint) {
        return false;
      }
      at = (at + 1) & (slots.length - 1);
    }
    slots[at] = fingerprint;
    return true;
  }

  /** Never 0, which stands for an empty slot. */
  private static long fingerprint(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash == 0 ? 1 : hash;
  }
}
