package dev.larder.blob.testing;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what comes about by itself. */
public final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Await() {}

  public static void until(Callable<Boolean> condition) throws Exception {
    until(PATIENCE, condition);
  }

  public static void until(Duration patience, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("It didn't come about within " + patience);
      }
      Thread.sleep(10);
    }
  }
}
