package dev.larder.sync.look;

/** A page has more than there is room for in memory. */
public final class NoRoomException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean alone;

  NoRoomException(boolean alone) {
    super("No room for a page");
    this.alone = alone;
  }

  /** Whether there wouldn't be room if it were the only one. */
  public boolean isAlone() {
    return alone;
  }
}
