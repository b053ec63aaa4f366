package dev.larder.blob.fill;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many may be under way at once. One source gets half of them at most, so that others always
 * find one, however slow that source is. Thread-safe.
 */
final class Slots {
  private final int all;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Long, Integer> taken = new HashMap<>();
  private int total;

  /**
   * @param all 2 or more
   */
  Slots(int all) {
    this.all = all;
  }

  /** Takes one for a source, if there is one now; to be given back. */
  boolean take(long source) {
    lock.lock();
    try {
      if (total >= all || taken.getOrDefault(source, 0) >= all / 2) {
        return false;
      }
      total++;
      taken.merge(source, 1, Integer::sum);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #take(long)}, as soon as there is one; false when there was none in time. */
  boolean take(long source, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (!take(source)) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A source's turn, for which nobody waits yet. */
  Turn turn(long source, Duration patience) {
    return new Turn(source, patience);
  }

  /** One slot, taken when it is needed and given back in the end. Of one thread. */
  final class Turn implements AutoCloseable {
    private final long source;
    private final Duration patience;
    private boolean taken;

    private Turn(long source, Duration patience) {
      this.source = source;
      this.patience = patience;
    }

    /** Takes it, unless it is taken; false when there was none in time. */
    boolean await() throws InterruptedException {
      taken = taken || take(source, patience);
      return taken;
    }

    @Override
    public void close() {
      if (taken) {
        giveBack(source);
      }
    }
  }

  void giveBack(long source) {
    lock.lock();
    try {
      total--;
      taken.computeIfPresent(source, (s, count) -> count == 1 ? null : count - 1);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
