package dev.larder.cli.output;

/** How the command ends; 2 (wrong usage) is picocli's own. */
public final class ExitCode {
  /** Done. */
  public static final int DONE = 0;

  /** The server refused, or said that it is not well. */
  public static final int REFUSED = 1;

  /** No server could be reached. */
  public static final int UNREACHABLE = 3;

  private ExitCode() {}
}
