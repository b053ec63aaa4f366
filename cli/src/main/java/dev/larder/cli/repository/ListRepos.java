package dev.larder.cli.repository;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.output.Names;
import dev.larder.cli.output.Table;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import picocli.CommandLine.Command;

/** {@code larder list repos}. */
@Command(
    name = "repos",
    description = "Show the repositories, each with its sources in their order.",
    footer = {"", "Example:", "  larder list repos --output-format=json"})
public final class ListRepos implements SessionCommand {
  @Override
  public int run(Session session) {
    return session.table(session.api().get(ApiPath.of("repos")), ListRepos::table);
  }

  private static Table table(JsonNode body) {
    var table =
        new Table("NAME", "TYPE", "DEFAULT", "AUTHENTICATED", "HIDDEN", "SOURCES", "DESCRIPTION");
    for (JsonNode repo : body.path("repos")) {
      table.row(
          repo.path("name").asText(),
          Names.ofType(repo.path("type").asText()),
          Names.yesOrNo(repo.path("default")),
          Names.yesOrNo(repo.path("authenticated")),
          Names.yesOrNo(repo.path("hidden")),
          Names.listed(repo.path("sources")),
          repo.path("description").asText(""));
    }
    return table;
  }
}
