package dev.larder.packaging;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The URLs of core metadata. PyPI takes http and https alone; a company's own pages and
 * repositories are found by others too ({@code ssh:}, {@code file:}), so any is taken but those
 * that a browser would run.
 */
final class WebAddress {

  private static final Pattern URL =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9+.-]*+):(?:[^\\s\\p{Cntrl}%<>\"{}|\\\\^`]|%[0-9A-Fa-f]{2})++");

  private static final Set<String> RUN = Set.of("javascript", "data", "vbscript");

  private WebAddress() {}

  static boolean isOne(String text) {
    var url = URL.matcher(text);
    return url.matches() && !RUN.contains(url.group(1).toLowerCase(Locale.ROOT));
  }
}
