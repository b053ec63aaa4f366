package dev.larder.cli.add;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larder.cli.connection.Name;
import dev.larder.cli.output.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What became of all files. */
final class Report {
  private final Name source;
  private final List<Outcome> outcomes = new ArrayList<>();

  Report(Name source) {
    this.source = source;
  }

  void add(Outcome outcome) {
    outcomes.add(outcome);
  }

  /** {@code {"source","files":[{"path","outcome":"added|refused|lost|unsent","detail"}]}}. */
  JsonNode document() {
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("source", source.text());
    outcomes.stream().map(Outcome::document).forEach(document.putArray("files")::add);
    return document;
  }

  /** One line about what is not in the source, if there is any such file. */
  Optional<String> missing() {
    List<Outcome> missing =
        outcomes.stream().filter(outcome -> !(outcome instanceof Outcome.Added)).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s of %s not added to '%s': %s; running the same command again sends what is missing"
                .formatted(
                    missing.size(),
                    Names.counted(outcomes.size(), "file"),
                    source,
                    missing.stream()
                        .map(outcome -> outcome.path().toString())
                        .collect(Collectors.joining(", "))));
  }

  /** Whether every file is in the source. */
  boolean isWhole() {
    return outcomes.stream().allMatch(Outcome.Added.class::isInstance);
  }
}
