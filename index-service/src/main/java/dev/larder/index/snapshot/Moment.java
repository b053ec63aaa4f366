package dev.larder.index.snapshot;

import java.time.Instant;

/**
 * When a repository is looked at: at an instant, or now.
 *
 * @param instant what holds then is asked for; {@link Instant#MAX}, later than every change, for
 *     now
 */
public record Moment(Instant instant) {
  /** Whatever the newest change left. */
  public static final Moment LATEST = new Moment(Instant.MAX);

  public static Moment at(Instant instant) {
    return new Moment(instant);
  }

  public boolean isLatest() {
    return instant.equals(Instant.MAX);
  }
}
