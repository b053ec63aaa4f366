package dev.larder.cli.repository;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.output.Lines;
import dev.larder.cli.output.Names;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A repository, as people see it. */
public final class RepoLines {
  private RepoLines() {}

  /** What it is; its sources follow where it has some. */
  static List<String> made(JsonNode repo) {
    Lines lines = new Lines().add(title(repo));
    return (repo.path("sources").isEmpty() ? lines : sources(lines, repo)).list();
  }

  /** Its name, and its sources in their order. */
  static List<String> subscriptions(JsonNode repo) {
    return sources(new Lines().add("Repository: " + repo.path("name").asText()), repo).list();
  }

  /** Everything about it. */
  public static List<String> all(JsonNode repo) {
    return sources(new Lines().add(title(repo)), repo)
        .fact("Default", Names.yesOrNo(repo.path("default")))
        .fact("Hidden", Names.yesOrNo(repo.path("hidden")))
        .fact("Authenticated", Names.yesOrNo(repo.path("authenticated")))
        .fact("Created", repo.path("created"))
        .list();
  }

  private static String title(JsonNode repo) {
    return Stream.of(
            "Repository: " + repo.path("name").asText(),
            repo.path("description").asText(""),
            Names.ofType(repo.path("type").asText()))
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(" - "));
  }

  private static Lines sources(Lines lines, JsonNode repo) {
    JsonNode sources = repo.path("sources");
    return sources.isEmpty()
        ? lines.add("Sources: none")
        : lines
            .add("Sources:")
            .each(
                sources,
                source ->
                    "--%s (%s)"
                        .formatted(
                            source.path("name").asText(),
                            Names.ofType(source.path("type").asText())));
  }
}
