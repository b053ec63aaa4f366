package dev.larder.blob.location;

/** What came of asking where a file is. */
public sealed interface Whereabouts {
  /** This repository shows it. */
  record Known(Location location) implements Whereabouts {}

  /** This repository doesn't show it. */
  record NotShown(String detail) implements Whereabouts {}

  /** Nobody can tell now. */
  record Unknown(String detail) implements Whereabouts {}
}
