package dev.larder.e2e.publish;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is typed: words, and the variables that are set. */
record Command(List<String> words, Map<String, String> variables) {

  static Command of(String... words) {
    return new Command(List.of(words), Map.of());
  }

  Command and(String... more) {
    return new Command(Stream.concat(words.stream(), Stream.of(more)).toList(), variables);
  }

  Command with(Map<String, String> set) {
    return new Command(words, set);
  }
}
