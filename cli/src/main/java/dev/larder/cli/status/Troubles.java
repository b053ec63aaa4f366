package dev.larder.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.output.Lines;
import dev.larder.cli.output.Names;
import java.util.List;

/**
 * What went wrong beside what is up or down now: upstreams, what is offline, restarts, a full disk.
 */
final class Troubles {
  private Troubles() {}

  static List<String> lines(JsonNode status) {
    Lines lines = new Lines();
    JsonNode upstreams = status.path("upstreams");
    if (!upstreams.isEmpty()) {
      lines.add("Upstreams that gave no answer when they were asked last:");
      lines.each(upstreams, Troubles::upstream);
    }
    JsonNode offline = status.path("offline");
    if (!offline.isEmpty()) {
      lines.add("Sources whose upstreams aren't asked, by 'larder offline':");
      lines.each(offline, Troubles::offline);
    }
    JsonNode stack = status.path("stack");
    if (!stack.path("restarts").isEmpty()) {
      lines.add("Parts that ended by themselves since %s:".formatted(stack.path("since").asText()));
      lines.each(stack.path("restarts"), Troubles::restart);
    }
    if (stack.path("diskFull").asBoolean()) {
      lines.add("The disk of the data folder is full; make room there, and all goes on by itself");
    }
    return lines.list();
  }

  private static String upstream(JsonNode upstream) {
    return StatusTree.line(
        upstream.path("source").asText(),
        "down: %s Since %s"
            .formatted(upstream.path("reason").asText(), upstream.path("since").asText()),
        1);
  }

  private static String offline(JsonNode source) {
    return StatusTree.line(
        source.path("source").asText(), "offline since " + source.path("since").asText(), 1);
  }

  private static String restart(JsonNode restart) {
    long requests = restart.path("requests").asLong();
    return StatusTree.line(
        restart.path("part").asText(),
        "%s, last at %s: %s%s%s"
            .formatted(
                Names.counted(restart.path("count").asLong(), "time"),
                restart.path("last").asText(),
                reason(restart.path("reason").asText()),
                requests > 0
                    ? "; %s under way, which 'larder logs gateway' names"
                        .formatted(requests == 1 ? "1 request was" : requests + " requests were")
                    : "",
                restart.path("running").asBoolean() ? "" : "; not back yet"),
        1);
  }

  private static String reason(String word) {
    return switch (word) {
      case "out-of-memory" -> "it ran out of memory";
      case "killed" -> "it was killed";
      case "crashed" -> "it crashed";
      case "ended" -> "it ended; see its log";
      case "disk-full" -> "the disk was full";
      case "not-started" -> "it can't be started; see 'larder logs stack'";
      default -> word;
    };
  }
}
