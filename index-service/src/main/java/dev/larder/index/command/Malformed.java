package dev.larder.index.command;

/** A body is not what the call takes; the message is the line for who sent it. */
final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Malformed(String line) {
    super(line);
  }
}
