package dev.larder.blob.location;

import dev.larder.blob.caller.Readers;

/** What came of asking where a file is. */
public sealed interface Whereabouts {
  /** This repository shows it. */
  record Known(Location location) implements Whereabouts {}

  /**
   * This repository doesn't show it.
   *
   * @param forWhom who may be told so
   */
  record NotShown(String detail, Readers forWhom) implements Whereabouts {}

  /** Nobody can tell now. */
  record Unknown(String detail) implements Whereabouts {}
}
