package dev.larder.index.look;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.larder.index.clock.Monotonic;
import dev.larder.memory.ByteBudget;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the looks at names never heard of that each client's address causes, in the minute that
 * begins with its first. Each replica counts those that it makes.
 */
@Singleton
final class FirstLooks {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int ADDRESSES_AT_MOST = 100_000;

  private final int atMost;
  private final Cache<String, AtomicInteger> counted;

  FirstLooks(LookLimits limits, Monotonic monotonic) {
    this.atMost = limits.firstLooks();
    this.counted =
        Caffeine.newBuilder()
            .ticker(monotonic::nanos)
            .expireAfterWrite(MINUTE)
            .maximumSize(ADDRESSES_AT_MOST)
            .build();
  }

  /** Counts one for the address; if that is one too many, why there is none. */
  Optional<Looks.Unanswered> refusal(String address) {
    if (atMost == 0
        || address.equals(ByteBudget.NOBODY)
        || counted.get(address, any -> new AtomicInteger()).incrementAndGet() <= atMost) {
      return Optional.empty();
    }
    return Optional.of(
        new Looks.Unanswered(
            429,
            "Your address asked for more than %d unknown names in a minute; try again later"
                .formatted(atMost),
            left(address)));
  }

  /** How many seconds of the address's minute are left, at least one. */
  private long left(String address) {
    long age =
        counted
            .policy()
            .expireAfterWrite()
            .orElseThrow()
            .ageOf(address, TimeUnit.SECONDS)
            .orElse(0);
    return Math.max(1, MINUTE.toSeconds() - age);
  }
}
