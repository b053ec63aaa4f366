package dev.larder.e2e.client;

/** How a program ended and what it wrote, messages and results each. */
public record Finished(int exitCode, String out, String err) {

  public boolean succeeded() {
    return exitCode == 0;
  }

  /** All that it wrote, on one line, so that a client's line breaks don't matter. */
  public String words() {
    return (out + " " + err).replaceAll("\\s+", " ");
  }

  @Override
  public String toString() {
    return "exit code " + exitCode + "\n" + out + err;
  }
}
