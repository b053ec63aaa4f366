package dev.larder.auth.audit;

/**
 * A line of the log about what was done here; never with a secret in it.
 *
 * @param action as {@code create-token}
 * @param subject the guid or the name of what it was done to
 * @param comment what a reader of the log would ask next; cut where it is longer than a line may be
 */
public record Line(String action, String subject, String comment) {

  private static final int LONGEST = 2_000;

  public Line {
    comment = comment.length() <= LONGEST ? comment : comment.substring(0, LONGEST - 3) + "...";
  }

  /** The line that takes this one back. */
  Line notDone(String why) {
    return new Line(action, subject, "not done: " + why);
  }
}
