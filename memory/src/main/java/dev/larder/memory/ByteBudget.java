package dev.larder.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How many bytes of a size that others choose may be in memory at once. Who asks for more than is
 * free waits; who waited too long is refused, so that the heap is never exceeded, however many ask.
 *
 * <p>Small requests never wait behind large ones: the large ones, all together, get three quarters
 * at most. One asker (an address, a source) gets a quarter at most beside what it has to get to go
 * on at all, which is one request. A request for more than the budget takes all that it may.
 *
 * <p>Who fits goes past who doesn't, but not for ever: behind one that has waited for half of the
 * time, later ones of its kind wait too.
 *
 * <p>Who holds a share must not wait for another of the same budget. Thread-safe; waiting suits
 * virtual threads.
 */
public final class ByteBudget {
  /** Whose requests aren't counted together. */
  public static final String NOBODY = "";

  private final long bytes;
  private final long forLarge;
  private final long forOne;
  private final long small;
  private final Duration patience;
  private final LongSupplier nanoseconds;

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Waiting> queue = new ArrayList<>();
  private final Map<String, Long> held = new HashMap<>();
  private long used;
  private long usedByLarge;

  /**
   * A budget.
   *
   * @param bytes of it, all in all; 64 or more
   * @param patience how long a request waits
   */
  public ByteBudget(long bytes, Duration patience) {
    this(bytes, patience, System::nanoTime);
  }

  /** The same, by a clock of its own for who has waited long. */
  ByteBudget(long bytes, Duration patience, LongSupplier nanoseconds) {
    if (bytes < 64) {
      throw new IllegalArgumentException("A budget of %d bytes is none".formatted(bytes));
    }
    this.bytes = bytes;
    this.forLarge = bytes / 4 * 3;
    this.forOne = bytes / 4;
    this.small = bytes / 64;
    this.patience = patience;
    this.nanoseconds = nanoseconds;
  }

  /** A budget of a part (above 0, below 1) of the largest heap that this process may have. */
  public static ByteBudget ofHeap(double part, Duration patience) {
    return new ByteBudget((long) (Runtime.getRuntime().maxMemory() * part), patience);
  }

  /** All of it, in bytes. */
  public long bytes() {
    return bytes;
  }

  /** The most that one request can get, in bytes: work that needs more has to go in pieces. */
  public long largest() {
    return forLarge;
  }

  /** What is taken now, in bytes. */
  public long used() {
    lock.lock();
    try {
      return used;
    } finally {
      lock.unlock();
    }
  }

  /** How many wait. */
  int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #take(long, String)}, for nobody. */
  public Share take(long wanted) {
    return take(wanted, NOBODY);
  }

  /**
   * Takes a share, once there is room; to be closed.
   *
   * @param wanted bytes
   * @param asker whose requests have a share together, or {@link #NOBODY}
   * @throws BudgetSpentException when there was none for as long as a request waits
   */
  public Share take(long wanted, String asker) {
    boolean large = wanted > small;
    Waiting waiting =
        new Waiting(
            Math.clamp(wanted, 0, large ? forLarge : bytes),
            large,
            asker,
            nanoseconds.getAsLong(),
            lock.newCondition());
    lock.lock();
    try {
      queue.add(waiting);
      grant();
      long left = patience.toNanos();
      while (!waiting.granted) {
        if (left <= 0) {
          throw new BudgetSpentException(patience);
        }
        left = waiting.turn.awaitNanos(left);
      }
      return new Share(waiting.wanted, large, asker);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      if (waiting.granted) {
        giveBack(waiting.wanted, large, asker);
      }
      throw new BudgetSpentException(patience);
    } finally {
      if (queue.remove(waiting)) {
        grant(); // others may have waited behind this one
      }
      lock.unlock();
    }
  }

  /**
   * First come, first served, but past those who have to wait for their own kind; behind those who
   * have waited long nobody of that kind goes past.
   */
  private void grant() {
    Behind behind = new Behind();
    long now = nanoseconds.getAsLong();
    for (Iterator<Waiting> all = queue.iterator(); all.hasNext(); ) {
      Waiting next = all.next();
      if (behind.includes(next)) {
        continue;
      }
      if (fits(next.wanted, next.large, next.asker, 0)) {
        next.granted = true;
        all.remove();
        book(next.wanted, next.large, next.asker);
        next.turn.signal();
      } else if (now - next.since > patience.toNanos() / 2) {
        behind.add(next, hasShare(next.wanted, next.asker, 0));
      }
    }
  }

  private boolean fits(long more, boolean large, String asker, long own) {
    return hasShare(more, asker, own)
        && used + more <= bytes
        && (!large || usedByLarge + more <= forLarge);
  }

  private boolean hasShare(long more, String asker, long own) {
    long theirs = held.getOrDefault(asker, 0L) - own;
    return asker.equals(NOBODY) || theirs == 0 || theirs + own + more <= forOne;
  }

  private void book(long more, boolean large, String asker) {
    if (more == 0) {
      return;
    }
    used += more;
    if (large) {
      usedByLarge += more;
    }
    held.merge(asker, more, (a, b) -> a + b == 0 ? null : a + b);
  }

  private void giveBack(long less, boolean large, String asker) {
    book(-less, large, asker);
    grant();
  }

  /** What was taken; to be given back. */
  public final class Share implements AutoCloseable {
    private final String asker;
    private final boolean large;
    private long taken;
    private long grown;
    private boolean closed;

    private Share(long taken, boolean large, String asker) {
      this.taken = taken;
      this.large = large;
      this.asker = asker;
    }

    /** How much it is now, in bytes. */
    public long bytes() {
      lock.lock();
      try {
        return taken + grown;
      } finally {
        lock.unlock();
      }
    }

    /** The most that it can ever become, in bytes, though it were the only one. */
    public long largest() {
      return large ? forLarge : taken + forLarge;
    }

    /**
     * Makes it larger without waiting, for what comes in pieces of an unknown number.
     *
     * @return whether there was room; if not it is as it was, and the work must be given up
     */
    public boolean grow(long more) {
      lock.lock();
      try {
        if (closed || !fits(more, true, asker, taken + grown)) {
          return false;
        }
        book(more, true, asker);
        grown += more;
        return true;
      } finally {
        lock.unlock();
      }
    }

    /**
     * As {@link #grow}, for work that can't go on without.
     *
     * @throws BudgetSpentException when there was no room
     */
    public void need(long more) {
      if (!grow(more)) {
        throw new BudgetSpentException(patience);
      }
    }

    /** Gives back what is more than that many bytes, if any is. */
    public void shrink(long to) {
      lock.lock();
      try {
        if (closed) {
          return;
        }
        long less = Math.max(0, taken + grown - to);
        long ofGrown = Math.min(less, grown);
        grown -= ofGrown;
        book(-ofGrown, true, asker);
        taken -= less - ofGrown;
        giveBack(less - ofGrown, large, asker);
      } finally {
        lock.unlock();
      }
    }

    /** Gives it back; once. */
    @Override
    public void close() {
      lock.lock();
      try {
        if (!closed) {
          closed = true;
          book(-grown, true, asker);
          giveBack(taken, large, asker);
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
