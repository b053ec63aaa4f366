package dev.larder.outbound;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** An upstream answered with a status that passes with time; the message says so of nobody. */
public final class BusyException extends IOException {
  private static final long serialVersionUID = 1;

  private static final Duration USUAL = Duration.ofSeconds(2);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final int status;
  private final Duration told;

  /**
   * @param told when to ask again, as the upstream says; null where it doesn't
   */
  BusyException(int status, Duration told) {
    super("answered with status %d and may be well again soon".formatted(status));
    this.status = status;
    this.told = told;
  }

  /** When to ask again, as the upstream said. */
  public Optional<Duration> told() {
    return Optional.ofNullable(told);
  }

  /** What it answered. */
  public int status() {
    return status;
  }

  /** When a client is to ask again, at least a second from now. */
  public Duration retryAfter() {
    Duration wait = told().orElse(USUAL);
    return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
  }
}
