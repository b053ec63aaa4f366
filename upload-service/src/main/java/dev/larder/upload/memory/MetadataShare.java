package dev.larder.upload.memory;

import dev.larder.memory.BudgetSpentException;
import dev.larder.memory.ByteBudget;

/** What one upload holds in memory to be looked at: its metadata file, and its attestations. */
public final class MetadataShare implements AutoCloseable {
  /** The file, and each of its headers as text of two bytes a character at most. */
  private static final long OF_METADATA = 3;

  /** What stands for the smallest header there is, and for all that there may be. */
  private static final long OF_HEADERS = 40;

  private static final long OF_ALL_HEADERS = 2 << 20;

  /** As text, as JSON, decoded, and as what is made of them. */
  private static final long OF_ATTESTATIONS = 10;

  /** What stands for the smallest value in them, and for all that there may be. */
  private static final long OF_VALUES = 50;

  private static final long OF_ALL_VALUES = 3 << 20;

  private final ByteBudget budget;
  private final String asker;
  private final long attestations;
  private ByteBudget.Share share;

  /**
   * @param asker whose uploads have a share of the budget together
   * @param attestations their bytes
   */
  public MetadataShare(ByteBudget budget, String asker, long attestations) {
    this.budget = budget;
    this.asker = asker;
    this.attestations = attestations;
  }

  /**
   * Waits until there is room for all of it; once.
   *
   * @param metadata its bytes
   * @throws BudgetSpentException where there was none for as long as an upload waits
   */
  public void take(long metadata) {
    share =
        budget.take(
            metadata * OF_METADATA
                + Math.min(metadata * OF_HEADERS, OF_ALL_HEADERS)
                + attestations * OF_ATTESTATIONS
                + Math.min(attestations * OF_VALUES, OF_ALL_VALUES),
            asker);
  }

  @Override
  public void close() {
    if (share != null) {
      share.close();
    }
  }
}
