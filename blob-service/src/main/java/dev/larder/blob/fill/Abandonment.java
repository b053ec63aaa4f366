package dev.larder.blob.fill;

/** Lets a bounded number of flights finish though nobody follows them any more. */
final class Abandonment implements AutoCloseable {
  private final Flight flight;
  private final long source;
  private final Slots slots;
  private boolean permitted;

  Abandonment(Flight flight, long source, Slots slots) {
    this.flight = flight;
    this.source = source;
    this.slots = slots;
  }

  /** Whether somebody follows it, or it may go on without. */
  boolean mayGoOn() {
    if (!flight.abandoned()) {
      close();
      return true;
    }
    permitted = permitted || slots.take(source);
    return permitted;
  }

  @Override
  public void close() {
    if (permitted) {
      slots.giveBack(source);
      permitted = false;
    }
  }
}
