package dev.larder.index.memory;

import dev.larder.memory.ByteBudget;
import jakarta.inject.Singleton;

/**
 * The one budget of what is of a size that others choose: pages while they are made and until they
 * are sent, core metadata, what upstreams say. Who has a share of it waits for no other.
 */
@Singleton
public final class Memory {
  /** The rest is the service's own, and what nobody needs any more. */
  private static final double PART_OF_HEAP = 0.45;

  private final ByteBudget budget;

  Memory(MemorySettings settings) {
    this.budget =
        settings.bytes() == null
            ? ByteBudget.ofHeap(PART_OF_HEAP, settings.patience())
            : new ByteBudget(settings.bytes(), settings.patience());
  }

  /** The most that one gets, in bytes: who needs more is alone with it, up to the whole budget. */
  public long largest() {
    return budget.largest();
  }

  /** All of it, in bytes. */
  public long bytes() {
    return budget.bytes();
  }

  /** What is taken now, in bytes. */
  public long used() {
    return budget.used();
  }

  /**
   * Takes a share for the request that this thread works for, of which one address has so much at
   * once.
   *
   * @throws TooLargeException for more than anybody can get
   * @throws dev.larder.memory.BudgetSpentException when there was no room in time
   */
  public ByteBudget.Share take(long bytes) {
    return take(bytes, ClientAddress.current());
  }

  /** The same, for somebody. */
  public ByteBudget.Share take(long bytes, String asker) {
    if (bytes > budget.bytes()) {
      throw new TooLargeException(bytes, budget.bytes());
    }
    return budget.take(bytes, asker);
  }

  /**
   * Makes a share larger, without waiting.
   *
   * @throws TooLargeException for more than it could ever become
   * @throws dev.larder.memory.BudgetSpentException when there is no room now
   */
  public static void need(ByteBudget.Share share, long more) {
    long wanted = share.bytes() + more;
    if (wanted > share.largest()) {
      throw new TooLargeException(wanted, share.largest());
    }
    share.need(more);
  }
}
