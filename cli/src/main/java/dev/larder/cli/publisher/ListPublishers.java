package dev.larder.cli.publisher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.output.Table;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code larder list publishers}. */
@Command(
    name = "publishers",
    description = "Show the CI systems' jobs that may upload without a stored secret.",
    footer = {"", "Example:", "  larder list publishers"})
public final class ListPublishers implements SessionCommand {
  @Override
  public int run(Session session) {
    return session.table(session.api().get(ApiPath.of("publishers")), ListPublishers::table);
  }

  private static Table table(JsonNode body) {
    var table = new Table("GUID", "SOURCE", "PROJECT", "ISSUER", "CLAIMS", "CREATED").whole("GUID");
    for (JsonNode publisher : body.path("publishers")) {
      table.row(
          publisher.path("guid").asText(),
          publisher.path("source").asText(),
          publisher.path("project").asText(),
          publisher.path("issuer").asText(),
          claims(publisher),
          publisher.path("created").asText(""));
    }
    return table;
  }

  static String claims(JsonNode publisher) {
    return publisher
        .path("claims")
        .propertyStream()
        .map(claim -> claim.getKey() + "=" + claim.getValue().asText())
        .collect(Collectors.joining(" "));
  }
}
