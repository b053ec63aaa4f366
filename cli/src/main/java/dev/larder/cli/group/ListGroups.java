package dev.larder.cli.group;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.output.Names;
import dev.larder.cli.output.Table;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import picocli.CommandLine.Command;

/** {@code larder list groups}. */
@Command(
    name = "groups",
    description = "Show the groups, and what each lets its people do.",
    footer = {"", "Example:", "  larder list groups"})
public final class ListGroups implements SessionCommand {
  @Override
  public int run(Session session) {
    return session.table(session.api().get(ApiPath.of("groups")), ListGroups::table);
  }

  private static Table table(JsonNode body) {
    var table = new Table("NAME", "ROLE", "REPOS", "SOURCES", "PEOPLE");
    for (JsonNode group : body.path("groups")) {
      table.row(
          group.path("name").asText(),
          group.path("role").asText(),
          Names.listed(group.path("repos")),
          Names.listed(group.path("sources")),
          group.path("people").asText());
    }
    return table;
  }
}
