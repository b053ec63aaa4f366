package dev.larder.cli.list;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.Session;
import dev.larder.cli.output.Names;
import dev.larder.cli.output.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code larder list sources}. */
@Command(
    name = "sources",
    description = "Shows the sources, a mirror with its upstream.",
    footer = {"", "Example:", "  larder list sources"})
public final class ListSources implements Callable<Integer> {
  private final Session session;

  public ListSources(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.show(session.api().get("/__api__/sources"), this::human);
  }

  private void human(JsonNode body) {
    var table = new Table("NAME", "TYPE", "UPSTREAM");
    for (JsonNode source : body.path("sources")) {
      table.row(
          source.path("name").asText(),
          Names.ofType(source.path("type").asText()),
          source.path("url").asText(""));
    }
    table.lines().forEach(session.console()::result);
  }
}
