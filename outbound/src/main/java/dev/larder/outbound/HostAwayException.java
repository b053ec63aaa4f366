package dev.larder.outbound;

import java.io.IOException;
import java.time.Duration;

/** An upstream's host isn't asked for now; the message says so without a subject. */
public final class HostAwayException extends IOException {
  private static final long serialVersionUID = 1;

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Duration retryAfter;

  HostAwayException(int failures, String reason, Duration left) {
    super(
        "gave no answer %d times in a row, last because it %s; it is asked again in %d s"
            .formatted(failures, reason, bounded(left).plusMillis(999).toSeconds()));
    this.retryAfter = bounded(left);
  }

  private static Duration bounded(Duration left) {
    return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
  }

  /** When a client is to ask again, at least a second from now. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
