package dev.larder.sync.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads upload times (PEP 700) in the forms that indexes write them. */
final class UploadTime {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})"
              + "(?:(?:T|\\s{1,9})(\\d{2}:\\d{2}(?::\\d{2})?)(?:[.,](\\d{1,40}))?)?"
              + "\\s{0,9}(?:(Z|UTC|GMT)|([+-]\\d{2})(?::?(\\d{2}))?)?");

  private static final int NANO_DIGITS = 9;

  private UploadTime() {}

  /**
   * The instant, to the microsecond; UTC where no offset is said, a day's beginning where no time
   * is. Null where it can't be read.
   */
  static Instant parse(String text) {
    if (text == null) {
      return null;
    }
    Matcher form = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!form.matches()) {
      return null;
    }
    try {
      LocalTime time = form.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(form.group(2));
      return LocalDate.parse(form.group(1))
          .atTime(time.plusNanos(nanos(form.group(3))))
          .toInstant(offset(form.group(5), form.group(6)))
          .truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static long nanos(String fraction) {
    return fraction == null
        ? 0
        : Long.parseLong((fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS));
  }

  private static ZoneOffset offset(String hours, String minutes) {
    return hours == null
        ? ZoneOffset.UTC
        : ZoneOffset.of(hours + ":" + (minutes == null ? "00" : minutes));
  }
}
