package dev.larder.index.describe;

import dev.larder.index.metadata.ReleaseMetadata;
import java.util.Optional;

/** What came of reading what a project says of itself. */
sealed interface Reading {

  /**
   * A file of it speaks for it.
   *
   * @param said what it says; empty if that is known already
   */
  record Said(long file, Optional<ReleaseMetadata> said) implements Reading {}

  /** None of its files says anything, for as long as its page stays as it is. */
  record Silent() implements Reading {}

  /** No repository shows it from its source now. */
  record Hidden() implements Reading {}

  /**
   * It couldn't be read now.
   *
   * @param why in one line
   */
  record Failed(String why) implements Reading {}
}
