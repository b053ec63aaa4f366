package dev.larder.gateway.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;

/** Counts of this gateway alone, while Redis is away; the eldest go where there are too many. */
final class MemoryCounts {
  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final LinkedHashMap<String, Minute> minutes = new LinkedHashMap<>();

  private record Minute(long times, Instant end) {}

  MemoryCounts(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts {@code more} times and says how many there are then. */
  synchronized Count add(String key, int more) {
    Instant now = clock.instant();
    Minute known = minutes.get(key);
    Minute next =
        known == null || !now.isBefore(known.end())
            ? new Minute(more, now.plus(Count.MINUTE))
            : new Minute(known.times() + more, known.end());
    if (more > 0) {
      minutes.remove(key);
      minutes.put(key, next);
      if (minutes.size() > MOST) {
        minutes.pollFirstEntry();
      }
    }
    return new Count(next.times(), Duration.between(now, next.end()));
  }
}
