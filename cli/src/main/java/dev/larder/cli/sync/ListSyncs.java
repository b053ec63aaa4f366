package dev.larder.cli.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Name;
import dev.larder.cli.output.Table;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import dev.larder.cli.source.ByteSize;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder list syncs}. */
@Command(
    name = "syncs",
    description = "Show the runs of 'larder sync' and of schedules, newest first.",
    footer = {
      "",
      "Examples:",
      "  larder list syncs",
      "  larder list syncs --source=pypi --limit=100"
    })
public final class ListSyncs implements SessionCommand {
  @Option(names = "--source", paramLabel = "NAME", description = "Only those of this mirror.")
  private Optional<Name> source;

  @Option(names = "--limit", paramLabel = "N", description = "How many (default: the last 20).")
  private Optional<Integer> limit;

  @Override
  public int run(Session session) {
    ApiPath path = ApiPath.of("syncs").with("source", source).with("limit", limit);
    Instant now = InstantSource.system().instant();
    return session.table(session.api().get(path), body -> table(body, now));
  }

  private static Table table(JsonNode body, Instant now) {
    var table =
        new Table(
                "ID",
                "SOURCE",
                "STATE",
                "STARTED",
                "DURATION",
                "PACKAGES",
                "FAILED",
                "CHANGED",
                "FILES",
                "BYTES",
                "BY",
                "MESSAGE")
            .whole("ID");
    for (JsonNode sync : body.path("syncs")) {
      var state = new State(sync);
      table.row(
          state.id(),
          state.source(),
          state.name(),
          sync.path("startedAt").asText(""),
          State.text(state.length(now)),
          state.counts(),
          Long.toString(state.failed()),
          sync.path("changed").asText(""),
          sync.path("files").asText(""),
          new ByteSize(sync.path("bytes").asLong()).about(),
          sync.path("requestedBy").asText(""),
          state.message());
    }
    return table;
  }
}
