package dev.larder.upload.archive;

import dev.larder.memory.BudgetSpentException;

/** Memory for what stands for an archive's members, beyond what every archive has. */
@FunctionalInterface
interface MemberMemory {

  /** So many members every archive has memory for; for each so many more some is taken. */
  int STEP = 4_096;

  /**
   * Takes more, without waiting.
   *
   * @throws BudgetSpentException where there was none
   */
  void take(long bytes);

  /** Counts one more member of that many bytes in memory. */
  default void member(int count, long bytes) {
    if (count % STEP == 0) {
      take(STEP * bytes);
    }
  }
}
