package dev.larder.index.upstream;

import java.util.Optional;

/** The highest serial that an upstream said and that was believed. Not thread-safe. */
public final class Scale {
  /** All whole numbers below it are exact in JSON. */
  private static final long NONE = 1L << 53;

  /**
   * Beyond twice the highest serial so far. A public index's serials are of its projects, and the
   * first that is asked for may be its oldest.
   */
  private static final long LEAP = 1_000_000_000;

  /** What is less higher than the highest so far isn't noted. */
  private static final long LITTLE = 150_000;

  private Optional<Long> highest;
  private Optional<Long> toNote = Optional.empty();

  Scale(Optional<Long> highest) {
    this.highest = highest;
  }

  /** Whether a serial can be one of this upstream's. */
  public boolean believes(long serial) {
    if (serial < 0 || serial >= NONE) {
      return false;
    }
    if (highest.isPresent() && serial > 2 * highest.get() + LEAP) {
      return false;
    }
    // Not for each page: what is a little higher changes nothing above.
    if (highest.isEmpty() || serial > highest.get() + highest.get() / 64 + LITTLE) {
      highest = Optional.of(serial);
      toNote = highest;
    }
    return true;
  }

  Optional<Long> toNote() {
    return toNote;
  }
}
