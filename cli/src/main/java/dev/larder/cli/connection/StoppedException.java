package dev.larder.cli.connection;

/** Ends the command with one line for its user. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  public StoppedException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
