package dev.larder.cli.info;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.output.Lines;
import dev.larder.cli.output.Names;
import java.util.ArrayList;
import java.util.List;

/** A package, as people see it: what each source has of it, and who shows which. */
final class PackageLines {
  private PackageLines() {}

  static List<String> all(JsonNode found) {
    Lines lines = new Lines().add("Package: " + found.path("name").asText()).add("Sources:");
    for (JsonNode source : found.path("sources")) {
      lines
          .add(
              "--%s (%s): %s"
                  .formatted(
                      source.path("source").asText(),
                      Names.ofType(source.path("type").asText()),
                      Names.counted(source.path("files").asLong(), "file")))
          .fact("  Latest", source.path("latest"))
          .fact("  Versions", source.path("versions"))
          .fact("  Status", source.path("status"))
          .fact("  Signed", source.path("signed").asBoolean() ? "yes" : "")
          .fact("  Serial", source.path("serial"))
          .each(source.path("leftOut"), PackageLines::leftOut);
      metadata(lines, source.path("metadata"), source.path("latest"));
    }
    return repos(lines, found.path("repos")).list();
  }

  /** What a release says of itself; of which one, where that is another one than the latest. */
  private static void metadata(Lines lines, JsonNode said, JsonNode latest) {
    if (!said.isObject()) {
      lines.add("  Summary, license, author, keywords, dependencies:  unknown");
      return;
    }
    String version = said.path("version").asText();
    lines
        .fact("  Described by", version.equals(latest.asText("")) ? "" : version)
        .fact("  Summary", said.path("summary"))
        .fact("  License", first(said, "licenseExpression", "license"))
        .fact("  Author", first(said, "author", "authorEmail"))
        .fact("  Keywords", said.path("keywords"));
    if (said.path("requiresDist").isArray()) {
      lines.each(said.path("requiresDist"), one -> "  Depends on:  " + one.asText());
    } else {
      lines.add("  Depends on:  unknown");
    }
  }

  private static JsonNode first(JsonNode said, String field, String other) {
    return said.path(field).asText("").isEmpty() ? said.path(other) : said.path(field);
  }

  private static String leftOut(JsonNode left) {
    List<String> examples = new ArrayList<>();
    left.path("examples").forEach(example -> examples.add(example.asText()));
    return "  Left out: %s (%s): %s%s"
        .formatted(
            left.path("what").asText(),
            Names.counted(left.path("count").asLong(), "time"),
            left.path("why").asText(),
            examples.isEmpty() ? "" : "; as " + String.join(", ", examples));
  }

  private static Lines repos(Lines lines, JsonNode repos) {
    return repos.isEmpty()
        ? lines.add("Repositories: none")
        : lines
            .add("Repositories:")
            .each(
                repos,
                shown ->
                    "--%s (from %s)"
                        .formatted(shown.path("repo").asText(), shown.path("source").asText()));
  }
}
