package dev.larder.cli.sync;

import dev.larder.cli.output.Console;

/**
 * What somebody is told who ends this command by Ctrl-C while it waits; Java then ends with 128 and
 * the signal's number (130), as shells know it.
 */
final class InterruptNotice implements AutoCloseable {
  private final Thread hook;

  InterruptNotice(Console console, String line) {
    this.hook = new Thread(() -> console.last(line));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // the command is being ended, and the line was written
    }
  }
}
