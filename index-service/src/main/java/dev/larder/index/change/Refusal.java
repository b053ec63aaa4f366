package dev.larder.index.change;

/**
 * Why something isn't done.
 *
 * @param line what was wrong, with what, what to do, in one line
 */
public record Refusal(Reason reason, String line) {

  /** Of what sort it is. */
  public enum Reason {
    /** What was asked for makes no sense. */
    WRONG,
    /** Something that was named isn't there. */
    MISSING,
    /** Something else is in the way. */
    IN_THE_WAY,
    /** Who asks may not. */
    FORBIDDEN
  }

  public static Refusal wrong(String line) {
    return new Refusal(Reason.WRONG, line);
  }

  public static Refusal missing(String line) {
    return new Refusal(Reason.MISSING, line);
  }

  public static Refusal forbidden(String line) {
    return new Refusal(Reason.FORBIDDEN, line);
  }

  public static Refusal inTheWay(String line) {
    return new Refusal(Reason.IN_THE_WAY, line);
  }
}
