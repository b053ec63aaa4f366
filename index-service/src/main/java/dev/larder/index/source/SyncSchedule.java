package dev.larder.index.source;

import dev.larder.index.change.Refusal;
import dev.larder.index.type.SourceType;
import io.micronaut.scheduling.cron.CronExpression;
import jakarta.annotation.Nullable;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When a mirror syncs, as somebody asks for it: five fields of cron (UTC), {@code never}, or
 * nothing for what the configuration says.
 */
final class SyncSchedule {
  private static final String NEVER = "never";
  private static final ZonedDateTime ANY = ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private SyncSchedule() {}

  /** Why not, if so. */
  static Optional<Refusal> refusal(String name, SourceType type, @Nullable String asked) {
    if (asked == null) {
      return Optional.empty();
    }
    if (type != SourceType.PYPI) {
      return Optional.of(
          Refusal.wrong(
              "source '%s' is of type %s and has no upstream; 'schedule' is for type %s"
                  .formatted(name, type.wire(), SourceType.PYPI.wire())));
    }
    return asked.isBlank() || asked.strip().equals(NEVER) || isCron(asked.strip())
        ? Optional.empty()
        : Optional.of(
            Refusal.wrong(
                ("'schedule' must be five fields of cron, in UTC, such as '0 1 * * *' for 01:00"
                        + " every day, or 'never', not '%s'")
                    .formatted(asked)));
  }

  /** What is kept of it. */
  static @Nullable String kept(@Nullable String asked, @Nullable String now) {
    if (asked == null) {
      return now;
    }
    return asked.isBlank() ? null : asked.strip();
  }

  private static boolean isCron(String asked) {
    if (asked.split(" +").length != 5) {
      return false;
    }
    try {
      // One that never comes, as 31 February, is none.
      CronExpression.create(asked).nextTimeAfter(ANY);
      return true;
    } catch (IllegalArgumentException | ArithmeticException e) {
      return false;
    }
  }
}
