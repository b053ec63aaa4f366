package dev.larder.cli.list;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.Session;
import dev.larder.cli.output.Names;
import dev.larder.cli.output.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code larder list repos}. */
@Command(
    name = "repos",
    description = "Shows the repositories, each with its sources in their order.",
    footer = {"", "Example:", "  larder list repos --output-format=json"})
public final class ListRepos implements Callable<Integer> {
  private final Session session;

  public ListRepos(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.show(session.api().get("/__api__/repos"), this::human);
  }

  private void human(JsonNode body) {
    var table = new Table("NAME", "TYPE", "DEFAULT", "SOURCES", "DESCRIPTION");
    for (JsonNode repo : body.path("repos")) {
      table.row(
          repo.path("name").asText(),
          Names.ofType(repo.path("type").asText()),
          repo.path("default").asBoolean() ? "yes" : "no",
          Names.listed(repo.path("sources")),
          repo.path("description").asText(""));
    }
    table.lines().forEach(session.console()::result);
  }
}
