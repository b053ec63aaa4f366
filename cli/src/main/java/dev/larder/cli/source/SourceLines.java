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
        .each(source.path("leftOut"), SourceLines::leftOut)
        .each(source.path("behind"), SourceLines::behind)
        .list();
  }

  private static String leftOut(JsonNode left) {
    return " Left out: %s (%s): %s; the first: %s"
        .formatted(
            left.path("what").asText(),
            Names.counted(left.path("count").asLong(), "time"),
            left.path("why").asText(),
            left.path("example").asText());
  }

  private static String behind(JsonNode behind) {
    return " Behind: %s: the upstream answers with a lower serial than before since %s (%s)"
        .formatted(
            behind.path("project").asText(),
            behind.path("since").asText(),
            Names.counted(behind.path("looks").asLong(), "look"));
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
        .fact(" Trusted", source.path("caSubjects"))
        .fact(" Client certificate", source.path("clientSubject"))
        .fact(" Schedule", source.path("schedule"))
        .fact(" Offline since", source.path("offlineSince"))
        .fact(" Largest file", largest == 0 ? "" : new ByteSize(largest).text());
  }
}
