package dev.larder.cli.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.output.Lines;
import dev.larder.cli.output.Names;
import java.util.List;

/** A source, as people see it. */
public final class SourceLines {
  private SourceLines() {}

  /** What it is. */
  static List<String> made(JsonNode source) {
    return facts(source).list();
  }

  /** Everything about it. */
  public static List<String> all(JsonNode source) {
    return facts(source)
        .fact(" Claims", source.path("claims"))
        .fact(" Repositories", source.path("repos"))
        .fact(" Created", source.path("created"))
        .list();
  }

  private static Lines facts(JsonNode source) {
    long largest = source.path("maxFileSize").asLong();
    return new Lines()
        .add("Source '%s':".formatted(source.path("name").asText()))
        .fact(" Type", Names.ofType(source.path("type").asText()))
        .fact(" Upstream", source.path("url"))
        .fact(" Missing status", source.path("missingStatus"))
        .fact(" Allowed inside", source.path("allow"))
        .fact(" Proxy", source.path("proxy"))
        .fact(" Largest file", largest == 0 ? "" : new ByteSize(largest).text());
  }
}
