package dev.larder.stack.supervision;

import java.time.Duration;

/** A short wait between two looks at something outside this process. */
final class Pause {
  private Pause() {}

  static void of(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
