package dev.larder.cli;

import dev.larder.cli.output.Console;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code larder completion}: what teaches bash and zsh the words of this command. */
@Command(
    name = "completion",
    description = "Prints a script with which bash or zsh completes this command's words.",
    footer = {"", "Example:", "  source <(larder completion)"})
final class Completion implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec;

  Completion(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    console.result(AutoComplete.bash("larder", spec.root().commandLine()));
  }
}
