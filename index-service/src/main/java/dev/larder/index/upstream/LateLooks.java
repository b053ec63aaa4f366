package dev.larder.index.upstream;

import jakarta.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;

/**
 * Looks in a row at a project of lower serials than one before.
 *
 * @param since the first of them
 * @param looks how many
 */
public record LateLooks(Instant since, int looks) {
  static final int DROPPED = 2;
  private static final Duration STALE = Duration.ofMinutes(30);

  /** With one more. */
  public static LateLooks after(@Nullable Instant since, int looks, Instant lookedAt) {
    return new LateLooks(since == null ? lookedAt : since, looks + 1);
  }

  /** Whether the last one, made then, is to be taken all the same. */
  public boolean stand(Instant lookedAt) {
    return looks > DROPPED && !lookedAt.isBefore(since.plus(STALE));
  }
}
