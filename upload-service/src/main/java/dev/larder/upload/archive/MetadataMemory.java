package dev.larder.upload.archive;

import dev.larder.memory.BudgetSpentException;

/** Memory for the metadata file of a distribution. */
@FunctionalInterface
public interface MetadataMemory {

  /**
   * Waits until there is some; called before a byte of the file is read.
   *
   * @param bytes the file's
   * @throws BudgetSpentException where there was none for as long as an upload waits
   */
  void take(long bytes);
}
