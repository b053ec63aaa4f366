package dev.larder.upload.memory;

import dev.larder.memory.BudgetSpentException;
import dev.larder.memory.ByteBudget;

/** What one form holds in memory while it is read, and its fields after that. */
public final class FormShare implements AutoCloseable {
  /** For the reader. */
  private static final long READING = 64 << 10;

  /** For the fields of nearly every form there is; larger ones come out of what is free. */
  private static final long FIELDS = 64 << 10;

  private final ByteBudget.Share share;
  private long left = FIELDS;

  /**
   * Waits until there is room.
   *
   * @param asker whose forms have a share of the budget together
   * @throws BudgetSpentException where there was none for as long as an upload waits
   */
  public FormShare(ByteBudget budget, String asker) {
    share = budget.take(READING + FIELDS, asker);
  }

  /** Takes some for fields, without waiting; whether there is as much. */
  public boolean grow(long bytes) {
    long beyond = Math.max(bytes - left, 0);
    if (beyond > 0 && !share.grow(beyond)) {
      return false;
    }
    left -= bytes - beyond;
    return true;
  }

  @Override
  public void close() {
    share.close();
  }
}
