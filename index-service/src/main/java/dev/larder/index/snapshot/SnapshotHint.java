package dev.larder.index.snapshot;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Which snapshot to ask for instead, in words: a date where one will do, else an instant. */
public final class SnapshotHint {
  private SnapshotHint() {}

  /** The first that shows what is there from an instant on. */
  public static String oldest(Instant since, Instant now) {
    LocalDate day = LocalDate.ofInstant(since.minusNanos(1), ZoneOffset.UTC).plusDays(1);
    return start(day).isAfter(now)
        ? "the oldest instant that works is " + since
        : "the oldest date that works is " + day;
  }

  /** The last that shows what was there for a time. */
  public static String newest(Span span) {
    Instant last = span.to().minus(1, ChronoUnit.MICROS);
    LocalDate day = LocalDate.ofInstant(last, ZoneOffset.UTC);
    return start(day).isBefore(span.from())
        ? "the newest instant that works is " + last
        : "the newest date that works is " + day;
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
