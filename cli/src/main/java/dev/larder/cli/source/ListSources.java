package dev.larder.cli.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.output.Names;
import dev.larder.cli.output.Table;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code larder list sources}. */
@Command(
    name = "sources",
    description =
        "Show the sources: a mirror's upstream, claimed names, who subscribes, what is offline.",
    footer = {"", "Example:", "  larder list sources"})
public final class ListSources implements SessionCommand {
  @Override
  public int run(Session session) {
    return session.table(session.api().get(ApiPath.of("sources")), ListSources::table);
  }

  private static Table table(JsonNode body) {
    var headings = new ArrayList<>(List.of("NAME", "TYPE", "UPSTREAM", "CLAIMS", "REPOS"));
    boolean anyOffline =
        body.path("sources").valueStream().anyMatch(source -> !offlineSince(source).isEmpty());
    if (anyOffline) {
      headings.add("OFFLINE SINCE");
    }
    var table = new Table(headings.toArray(String[]::new));
    for (JsonNode source : body.path("sources")) {
      var values =
          new ArrayList<>(
              List.of(
                  source.path("name").asText(),
                  Names.ofType(source.path("type").asText()),
                  source.path("url").asText(""),
                  Names.listed(source.path("claims")),
                  Names.listed(source.path("repos"))));
      if (anyOffline) {
        values.add(offlineSince(source));
      }
      table.row(values.toArray(String[]::new));
    }
    return table;
  }

  private static String offlineSince(JsonNode source) {
    return source.path("offlineSince").asText("");
  }
}
