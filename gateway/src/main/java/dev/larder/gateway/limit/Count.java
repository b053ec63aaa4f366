package dev.larder.gateway.limit;

import java.time.Duration;

/**
 * How often something happened in the current minute, which begins when it happens first.
 *
 * @param left until that minute ends
 */
record Count(long times, Duration left) {
  static final Duration MINUTE = Duration.ofMinutes(1);
}
