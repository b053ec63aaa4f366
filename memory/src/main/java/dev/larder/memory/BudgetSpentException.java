package dev.larder.memory;

import java.time.Duration;

/**
 * There was no room within the time that a request waits for it: to be answered with 503 and {@code
 * Retry-After}.
 */
public final class BudgetSpentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** When asking again is worth it. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  BudgetSpentException(Duration patience) {
    super(
        "Too many large requests are under way: no room for this one within %d seconds; try again"
            .formatted(patience.toSeconds()));
  }

  /** When asking again is worth it. */
  public Duration retryAfter() {
    return RETRY_AFTER;
  }
}
