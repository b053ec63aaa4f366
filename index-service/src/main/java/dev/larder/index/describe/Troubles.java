package dev.larder.index.describe;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Which sources are left alone for a while, as nothing of them could be read. Thread-safe. */
final class Troubles {
  /** After so many failures in a row something is away. */
  static final int IN_A_ROW = 10;

  static final Duration PAUSE = Duration.ofMinutes(1);

  private final LongSupplier nanoseconds;
  private final Map<Integer, Integer> failures = new HashMap<>();
  private final Map<Integer, Long> pausedAt = new HashMap<>();

  /**
   * @param nanoseconds as {@link System#nanoTime}
   */
  Troubles(LongSupplier nanoseconds) {
    this.nanoseconds = nanoseconds;
  }

  /** Whether a source isn't read now. */
  synchronized boolean isPaused(int source) {
    Long since = pausedAt.get(source);
    if (since != null && nanoseconds.getAsLong() - since >= PAUSE.toNanos()) {
      pausedAt.remove(source);
      return false;
    }
    return since != null;
  }

  /** Something of a source was read. */
  synchronized void ended(int source) {
    failures.remove(source);
  }

  /** Something of a source could not be read; whether the source is left alone from now on. */
  synchronized boolean failed(int source) {
    if (failures.merge(source, 1, Integer::sum) < IN_A_ROW) {
      return false;
    }
    failures.remove(source);
    return pausedAt.put(source, nanoseconds.getAsLong()) == null;
  }
}
