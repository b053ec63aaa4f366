package dev.larder.cli.session;

/** What a word of the command does, once its options are read. */
public interface SessionCommand {
  /** Does it, and returns the exit code. */
  int run(Session session);
}
