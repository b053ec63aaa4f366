package dev.larder.cli.usage;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Says in one line what was wrong with the arguments, and what was probably meant. */
public final class WrongUsage {
  /** Words that the script in front of the command takes. */
  private static final List<String> OF_THE_SCRIPT =
      List.of("up", "down", "logs", "test", "bench", "build", "help", "version");

  private WrongUsage() {}

  /** The line. A misspelt option is named before one that is missing on its account. */
  public static String line(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    return command.getUnmatchedArguments().stream()
        .findFirst()
        .map(argument -> unknown(command, argument))
        .orElse(wrong.getMessage());
  }

  private static String unknown(CommandLine command, String argument) {
    if (argument.startsWith("-")) {
      String option = argument.replaceFirst("=.*", "");
      return "unknown option '%s'%s".formatted(option, suggestion(option, options(command)));
    }
    if (!command.getSubcommands().isEmpty()) {
      boolean top = command.getParent() == null;
      return "unknown word '%s'%s"
          .formatted(
              argument,
              suggestion(
                  argument,
                  Stream.concat(
                          command.getSubcommands().keySet().stream(),
                          top ? OF_THE_SCRIPT.stream() : Stream.empty())
                      .toList()));
    }
    return "'%s' is one word too many; values are given as --option=value".formatted(argument);
  }

  private static List<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .flatMap(option -> Stream.of(option.names()))
        .toList();
  }

  private static String suggestion(String word, Collection<String> known) {
    Optional<String> nearest = Nearest.to(word, known);
    return nearest.map("; did you mean '%s'?"::formatted).orElse("");
  }
}
