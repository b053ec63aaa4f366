package dev.larder.stack;

import dev.larder.stack.console.Refusal;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts, ends and shows a whole Larder on one machine. */
@Command(
    name = "larder",
    description = "Start everything on this machine, end it, show its logs.",
    mixinStandardHelpOptions = true,
    version = "larder 0.1.0",
    subcommands = {UpCommand.class, DownCommand.class, LogsCommand.class})
public final class Stack implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Exits with 0 done, 1 refused, 2 wrong usage. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Stack())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(
                (e, command, parsed) -> {
                  command
                      .getErr()
                      .println(
                          e instanceof Refusal
                              ? "larder: " + e.getMessage()
                              : "larder: something unexpected: " + e);
                  return 1;
                })
            .execute(args));
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Say what to do: up, down or logs.");
  }
}
