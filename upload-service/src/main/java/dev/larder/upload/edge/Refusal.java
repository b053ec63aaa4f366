package dev.larder.upload.edge;

/**
 * Why a request was not done.
 *
 * @param status the HTTP status
 * @param message one line for a person: what was wrong, with what, what to do
 */
public record Refusal(int status, String message) {

  private static final int LONGEST = 500;

  public Refusal {
    message = oneLine(message);
  }

  public static Refusal bad(String message) {
    return new Refusal(400, message);
  }

  public static Refusal forbidden(String message) {
    return new Refusal(403, message);
  }

  /** Something that this service needs is away; the same request may do later. */
  public static Refusal away(String message) {
    return new Refusal(503, message);
  }

  /** Messages hold what strangers sent, and go into a header line. */
  private static String oneLine(String text) {
    String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    return shown
        .codePoints()
        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
