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

  private static final String USUAL = "0000-00-00T00:00:00.000000Z";
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
    Instant usual = usual(text);
    if (usual != null) {
      return usual;
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

  /** As PyPI writes it, {@code 2024-03-04T12:13:14.123456Z}, without a regular expression. */
  private static Instant usual(String text) {
    if (text.length() != USUAL.length()) {
      return null;
    }
    for (int i = 0; i < USUAL.length(); i++) {
      char form = USUAL.charAt(i);
      char c = text.charAt(i);
      if (form == '0' ? c < '0' || c > '9' : c != form) {
        return null;
      }
    }
    try {
      return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
          .atTime(
              number(text, 11, 13),
              number(text, 14, 16),
              number(text, 17, 19),
              number(text, 20, 26) * 1000)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
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
