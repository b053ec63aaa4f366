package dev.larder.blob.fill;

import dev.larder.memory.ByteBudget;
import java.io.IOException;

/**
 * What is passed through without disk goes through memory, at the rate of its reader: so many at
 * once as a budget has room for, each source a part of them.
 */
public final class PassThroughMemory {
  /** What a whole file on its way takes in memory, its withheld end and what is read ahead. */
  private static final long WHOLE = 160 << 10;

  /** What a part on its way takes. */
  private static final long PART = 64 << 10;

  private final ByteBudget budget;

  public PassThroughMemory(ByteBudget budget) {
    this.budget = budget;
  }

  /**
   * Room for a whole file of a source.
   *
   * @throws dev.larder.memory.BudgetSpentException when there is none now
   */
  public ByteBudget.Share whole(long source) {
    return budget.take(WHOLE, "source " + source);
  }

  /**
   * Room for a part of a file of a source.
   *
   * @throws dev.larder.memory.BudgetSpentException when there is none now
   */
  public ByteBudget.Share part(long source) {
    return budget.take(PART, "source " + source);
  }

  /** Chunks whose end gives the room back. */
  public static Chunks within(ByteBudget.Share share, Chunks chunks) {
    return new Chunks() {
      @Override
      public byte[] next() throws IOException {
        return chunks.next();
      }

      @Override
      public void close() throws IOException {
        try {
          chunks.close();
        } finally {
          share.close();
        }
      }
    };
  }
}
