package dev.larder.stack.supervision;

import java.time.Duration;
import java.time.Instant;

/** How long to wait before a part that died is started again: nothing first, then ever longer. */
public final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final Duration GOOD_LIFE = Duration.ofSeconds(60);

  private int deaths;

  /**
   * Counts a death.
   *
   * @return the wait; the count begins anew after a life of a minute
   */
  public Duration after(Instant started, Instant died) {
    if (Duration.between(started, died).compareTo(GOOD_LIFE) >= 0) {
      deaths = 0;
    }
    deaths++;
    if (deaths == 1) {
      return Duration.ZERO;
    }
    Duration wait = FIRST.multipliedBy(1L << Math.min(deaths - 2, 10));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  /** Deaths in a row. */
  public int deaths() {
    return deaths;
  }
}
