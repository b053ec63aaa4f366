package dev.larder.blob.location;

import dev.larder.blob.caller.Readers;

/** What came of asking where a file is. */
public sealed interface LocationResult {
  /** This repository shows it. */
  record Known(Location location) implements LocationResult {}

  /**
   * This repository doesn't show it.
   *
   * @param forWhom who may be told so
   */
  record NotShown(String detail, Readers forWhom) implements LocationResult {}

  /** Nobody can tell now. */
  record Unknown(String detail) implements LocationResult {}
}
