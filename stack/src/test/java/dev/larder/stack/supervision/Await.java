package dev.larder.stack.supervision;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition instead of a time. */
final class Await {
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private Await() {}

  static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + LONGEST + ": " + what);
      }
      Pause.of(Duration.ofMillis(20));
    }
  }
}
