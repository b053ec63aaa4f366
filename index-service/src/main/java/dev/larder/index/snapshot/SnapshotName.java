package dev.larder.index.snapshot;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a URL says about the time: {@code latest}, a date, an instant (RFC 3339) or a serial. */
public sealed interface SnapshotName {
  /** As it is now. */
  record Latest() implements SnapshotName {}

  /** As it stood at 00:00 UTC of that date. */
  record Date(LocalDate date) implements SnapshotName {
    /** The date's start. */
    public Instant instant() {
      return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
  }

  /** As it stood at that instant, to the microsecond. */
  record At(Instant instant) implements SnapshotName {}

  /** As it stood after that change. */
  record Serial(long serial) implements SnapshotName {}

  String LATEST = "latest";

  Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  Pattern INSTANT =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");
  Pattern SERIAL = Pattern.compile("[1-9]\\d{0,17}");

  /** Reads a path's part; empty if it is none of the four, or a day or time that doesn't exist. */
  static Optional<SnapshotName> parse(String text) {
    try {
      if (text.equals(LATEST)) {
        return Optional.of(new Latest());
      }
      if (SERIAL.matcher(text).matches()) {
        return Optional.of(new Serial(Long.parseLong(text)));
      }
      if (DATE.matcher(text).matches()) {
        return Optional.of(new Date(LocalDate.parse(text)));
      }
      if (INSTANT.matcher(text).matches()) {
        OffsetDateTime time =
            OffsetDateTime.parse(
                text.toUpperCase(Locale.ROOT), DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        return Optional.of(new At(time.toInstant().truncatedTo(ChronoUnit.MICROS)));
      }
      return Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether a name would be read as a snapshot, or might be one day; no repository has such a name.
   */
  static boolean looksLikeOne(String name) {
    return name.equals(LATEST) || name.matches("\\d+") || name.matches("\\d{4}-\\d{2}-\\d{2}.*");
  }
}
