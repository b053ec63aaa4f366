package dev.larder.cli.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What fish has to be told: at which words which words and options may follow. */
final class FishScript {
  private static final String WHERE_IT_IS =
      """
      function __larder_is_at
          set -l at
          for word in (commandline -opc)[2..]
              if contains -- "$at $word" $__larder_places
                  set at "$at $word"
              end
          end
          test "$at" = "$argv[1]"
      end
      complete -c larder -f
      """;

  private final List<String> places = new ArrayList<>();
  private final StringBuilder rules = new StringBuilder();

  private FishScript() {}

  /** The script for a command and everything below it. */
  static String of(CommandLine top) {
    var script = new FishScript();
    script.add(top, "");
    String places = script.places.stream().map(FishScript::quoted).collect(Collectors.joining(" "));
    return "set -g __larder_places " + places + "\n" + WHERE_IT_IS + script.rules;
  }

  /**
   * @param place the words that lead there, each after a blank
   */
  private void add(CommandLine line, String place) {
    for (Map.Entry<String, CommandLine> below : line.getSubcommands().entrySet()) {
      rule(place, "-a " + below.getKey(), description(below.getValue()));
    }
    for (OptionSpec option : line.getCommandSpec().options()) {
      rule(place, option(option), first(option.description()));
    }
    line.getCommandSpec()
        .positionalParameters()
        .forEach(
            parameter ->
                rule(
                    place,
                    "-a " + quoted(candidates(parameter.completionCandidates())),
                    first(parameter.description())));
    line.getSubcommands()
        .forEach(
            (word, below) -> {
              places.add(place + " " + word);
              add(below, place + " " + word);
            });
  }

  private void rule(String place, String what, String description) {
    rules
        .append("complete -c larder -n ")
        .append(quoted("__larder_is_at " + quoted(place)))
        .append(' ')
        .append(what)
        .append(" -d ")
        .append(quoted(description))
        .append('\n');
  }

  private static String option(OptionSpec option) {
    List<String> parts = new ArrayList<>();
    for (String name : option.names()) {
      parts.add(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
    }
    if (option.arity().min() > 0) {
      parts.add(option.paramLabel().equals("PATH") ? "-rF" : "-x");
      String candidates = candidates(option.completionCandidates());
      if (!candidates.isEmpty()) {
        parts.add("-a " + quoted(candidates));
      }
    }
    return String.join(" ", parts);
  }

  private static String candidates(Iterable<String> words) {
    return words == null
        ? ""
        : StreamSupport.stream(words.spliterator(), false).collect(Collectors.joining(" "));
  }

  private static String description(CommandLine line) {
    return first(line.getCommandSpec().usageMessage().description());
  }

  private static String first(String[] lines) {
    return lines.length == 0 ? "" : lines[0].replaceAll("\\$\\{[^}]*}", "").strip();
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
