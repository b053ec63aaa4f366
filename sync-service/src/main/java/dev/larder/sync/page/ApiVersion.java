package dev.larder.sync.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of the simple API that a page claims (PEP 629). */
public final class ApiVersion {
  private static final Pattern VERSION = Pattern.compile("\\s*(\\d{1,9})\\.(\\d{1,9})\\s*");

  private ApiVersion() {}

  /**
   * Later minor versions can be read, later major ones can't.
   *
   * @throws NotAPageException when it can't
   */
  public static void requireReadable(String version) throws NotAPageException {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      throw new NotAPageException("claims an API version that can't be read", version);
    }
    if (Integer.parseInt(matcher.group(1)) != 1) {
      throw new NotAPageException(
          "has API version %s, but only versions 1.x can be read"
              .formatted(matcher.group(1) + "." + matcher.group(2)));
    }
  }
}
