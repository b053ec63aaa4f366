package dev.larder.index.batch;

import dev.larder.index.memory.Memory;
import dev.larder.memory.ByteBudget;

/** The memory that a batch has: what most batches take, and some for what is larger than usual. */
final class Room {
  private final ByteBudget.Share share;
  private long beside;

  /**
   * A share's.
   *
   * @param beside how much of it nobody has counted on yet, in bytes
   */
  Room(ByteBudget.Share share, long beside) {
    this.share = share;
    this.beside = beside;
  }

  /**
   * More bytes than most batches take.
   *
   * @throws dev.larder.index.memory.TooLargeException for more than a batch could ever have
   * @throws dev.larder.memory.BudgetSpentException when there is no room for them now
   */
  void need(long more) {
    long found = Math.min(beside, more);
    beside -= found;
    if (more > found) {
      Memory.need(share, more - found);
    }
  }

  /** Whether it is as much as anybody can get, so many bytes. */
  boolean isAll(long largest) {
    return share.bytes() >= largest;
  }
}
