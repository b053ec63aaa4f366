package dev.larder.sync.catalogue;

/**
 * What a comparison came to.
 *
 * @param listed how many names the list has
 * @param known how many the mirror had
 * @param gone how many of those aren't listed any more
 */
public record Compared(long listed, long known, long gone) {
  /** So many may always be gone. */
  private static final long FEW = 10;

  private static final long PERCENT = 100;

  /** Whether the list lost so much that somebody must say that it is right. */
  public boolean isShrunk() {
    return gone > FEW && gone * PERCENT > known;
  }
}
