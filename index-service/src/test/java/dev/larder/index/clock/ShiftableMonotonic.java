package dev.larder.index.clock;

import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * This process's own clock, which a test can shift back: so the database's clock seems to jump
 * forward.
 */
@Singleton
@Replaces(value = Monotonic.class, factory = MonotonicFactory.class)
public class ShiftableMonotonic implements Monotonic {
  private volatile long back;

  /** Lets the database's clock be that much ahead of where it was when it was first looked at. */
  public void databaseIsAheadBy(Duration time) {
    back = time.toNanos();
  }

  @Override
  public long nanos() {
    return System.nanoTime() - back;
  }
}
