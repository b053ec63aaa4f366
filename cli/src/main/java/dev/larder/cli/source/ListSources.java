package dev.larder.cli.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.output.Names;
import dev.larder.cli.output.Table;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import picocli.CommandLine.Command;

/** {@code larder list sources}. */
@Command(
    name = "sources",
    description = "Show the sources: a mirror's upstream, claimed names, and who subscribes.",
    footer = {"", "Example:", "  larder list sources"})
public final class ListSources implements SessionCommand {
  @Override
  public int run(Session session) {
    return session.table(session.api().get(ApiPath.of("sources")), ListSources::table);
  }

  private static Table table(JsonNode body) {
    var table = new Table("NAME", "TYPE", "UPSTREAM", "OFFLINE SINCE", "CLAIMS", "REPOS");
    for (JsonNode source : body.path("sources")) {
      table.row(
          source.path("name").asText(),
          Names.ofType(source.path("type").asText()),
          source.path("url").asText(""),
          source.path("offlineSince").asText(""),
          Names.listed(source.path("claims")),
          Names.listed(source.path("repos")));
    }
    return table;
  }
}
