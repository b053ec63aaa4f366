package dev.larder.e2e.server;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waiting for something to become true. */
public final class Waiting {
  private Waiting() {}

  /**
   * Returns how long it took until {@code condition} held. One that throws doesn't hold yet; one
   * that doesn't hold in time is an error that says what was waited for.
   */
  public static Duration until(Duration limit, String what, Callable<Boolean> condition) {
    Instant start = Instant.now();
    Throwable last = null;
    while (Duration.between(start, Instant.now()).compareTo(limit) < 0) {
      try {
        if (condition.call()) {
          return Duration.between(start, Instant.now());
        }
        last = null;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting until " + what, e);
      } catch (Exception | AssertionError notYet) {
        last = notYet;
      }
      pause();
    }
    throw new AssertionError("not within %s: %s".formatted(limit, what), last);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(250);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
