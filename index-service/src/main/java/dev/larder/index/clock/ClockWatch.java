package dev.larder.index.clock;

import io.micronaut.core.annotation.Introspected;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Compares the database's clock with this process's monotonic one at every reading. Where it runs
 * ahead by little it is followed; one that is set back and forth again has not jumped.
 */
@Singleton
public class ClockWatch {
  /** How far the clock may be ahead of where it must be. */
  public static final Duration LIMIT = Duration.ofHours(24);

  private final Monotonic monotonic;
  private Instant base;
  private long baseNanos;

  public ClockWatch(Monotonic monotonic) {
    this.monotonic = monotonic;
  }

  /**
   * A look at the database's clock.
   *
   * @param now what it says
   * @param confirmed until when an administrator has confirmed it, or null
   */
  @Introspected
  public record Reading(Instant now, @Nullable Instant confirmed) {}

  /**
   * Takes note of a reading.
   *
   * @throws ClockJumped if the clock jumped, and nobody has confirmed that yet
   */
  public void check(Reading reading) {
    Optional<Duration> found = note(reading);
    if (found.isPresent()) {
      throw new ClockJumped(found.get());
    }
  }

  /** Takes note of a reading; gives the jump that nobody has confirmed yet. */
  public synchronized Optional<Duration> note(Reading reading) {
    long nanos = monotonic.nanos();
    if (base == null) {
      follow(reading.now(), nanos);
    }
    Instant expected = base.plusNanos(nanos - baseNanos);
    Duration ahead = Duration.between(expected, reading.now());
    if (ahead.compareTo(LIMIT) > 0 && !isConfirmed(reading, expected)) {
      return Optional.of(ahead.truncatedTo(ChronoUnit.MINUTES));
    }
    if (ahead.isPositive()) {
      follow(reading.now(), nanos);
    }
    return Optional.empty();
  }

  /** Whether somebody looked at this clock after it had jumped. */
  private static boolean isConfirmed(Reading reading, Instant expected) {
    Instant confirmed = reading.confirmed();
    return confirmed != null
        && confirmed.isAfter(expected.plus(LIMIT))
        && Duration.between(confirmed, reading.now()).abs().compareTo(LIMIT) <= 0;
  }

  private void follow(Instant now, long nanos) {
    base = now;
    baseNanos = nanos;
  }
}
