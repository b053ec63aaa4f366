package dev.larder.blob.fill;

import java.util.concurrent.Semaphore;

/** Lets a bounded number of flights finish though nobody follows them any more. */
final class Abandonment implements AutoCloseable {
  private final Flight flight;
  private final Semaphore permits;
  private boolean permitted;

  Abandonment(Flight flight, Semaphore permits) {
    this.flight = flight;
    this.permits = permits;
  }

  /** Whether somebody follows it, or it may go on without. */
  boolean mayGoOn() {
    if (!flight.abandoned()) {
      close();
      return true;
    }
    permitted = permitted || permits.tryAcquire();
    return permitted;
  }

  @Override
  public void close() {
    if (permitted) {
      permits.release();
      permitted = false;
    }
  }
}
