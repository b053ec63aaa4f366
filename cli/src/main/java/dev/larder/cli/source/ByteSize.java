package dev.larder.cli.source;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes; KB, MB and GB are 1024 times each other. */
public record ByteSize(long bytes) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,12}) ?([KMG]?)I?B?");
  private static final String UNITS = "KMG";

  /** Reads {@code 500MB}, {@code 5GB}, {@code 1048576}; anything else is wrong usage. */
  public static ByteSize parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new TypeConversionException("'" + text + "' is no size; give it as 500MB or 5GB");
    }
    long bytes = Long.parseLong(matcher.group(1));
    int power = matcher.group(2).isEmpty() ? 0 : UNITS.indexOf(matcher.group(2)) + 1;
    if (bytes > Long.MAX_VALUE >> (10 * power)) {
      throw new TypeConversionException("'" + text + "' is more than anything holds");
    }
    return new ByteSize(bytes << (10 * power));
  }

  /** The size in the largest unit that it is a whole number of. */
  String text() {
    int power = 0;
    long count = bytes;
    while (power < UNITS.length() && count != 0 && count % 1024 == 0) {
      count /= 1024;
      power++;
    }
    return power == 0 ? count + " bytes" : count + " " + UNITS.charAt(power - 1) + "B";
  }

  /** The size as people say it, {@code 1.2 GB}. */
  public String about() {
    int power = 0;
    double count = bytes;
    while (power < UNITS.length() && count >= 1024) {
      count /= 1024;
      power++;
    }
    return power == 0
        ? bytes + " bytes"
        : String.format(Locale.ROOT, "%.1f %sB", count, UNITS.charAt(power - 1));
  }

  @Override
  public String toString() {
    return Long.toString(bytes);
  }
}
