package dev.larder.stack.console;

/** Something the user asked for can't be done. The message is one line and says what to do next. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line: what was refused, why, what to do
   */
  public Refusal(String message) {
    super(message, null, false, false);
  }
}
