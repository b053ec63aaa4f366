package dev.larder.service.problem;

import java.util.List;
import java.util.Locale;

/**
 * A refusal as RFC 9457 has it. Services and callers of the API get one, and clients that say that
 * they read it; all others get the detail as one line of text.
 *
 * @param title the status's phrase
 * @param status the HTTP status
 * @param detail what was wrong, with what, and what to do, in one line
 */
public record Problem(String title, int status, String detail) {
  /** The media type of a problem. */
  public static final String TYPE = "application/problem+json";

  /** The media type of one line. */
  public static final String LINE_TYPE = "text/plain; charset=utf-8";

  /**
   * What a 401 asks for (RFC 7617). It names no charset: credentials are ASCII, and no client of
   * the trade reads it.
   */
  public static final String CHALLENGE = "Basic realm=\"Larder\"";

  public Problem {
    detail = oneLine(detail);
  }

  /** The body of a refusal to who reads no problems. */
  public String line() {
    return detail + "\n";
  }

  /**
   * Whether a refusal is told as a problem.
   *
   * @param path of the request
   * @param accept its headers of that name
   */
  public static boolean isWanted(String path, List<String> accept) {
    return path.startsWith("/__api__")
        || path.startsWith("/internal")
        || path.startsWith("/_/")
        || accept.stream().anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(TYPE));
  }

  /** What others sent may stand in a message, and is shown without what would break a line. */
  public static String oneLine(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
