package dev.larder.cli.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.output.Names;
import dev.larder.cli.output.Table;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder list tokens}: never a token itself. */
@Command(
    name = "tokens",
    description = "List the tokens that were created, without the tokens themselves.",
    footer = {"", "Example:", "  larder list tokens --expired=no --revoked=no"})
public final class ListTokens implements SessionCommand {
  @Option(
      names = "--expired",
      paramLabel = "yes|no",
      description = "Only those that have expired, or only those that have not.")
  private YesOrNo expired;

  @Option(
      names = "--revoked",
      paramLabel = "yes|no",
      description = "Only those that were revoked, or only those that were not.")
  private YesOrNo revoked;

  /** Spelled as it is typed. */
  enum YesOrNo {
    yes,
    no
  }

  @Override
  public int run(Session session) {
    ApiPath path =
        ApiPath.of("tokens")
            .with("expired", Optional.ofNullable(expired))
            .with("revoked", Optional.ofNullable(revoked));
    return session.table(session.api().get(path), ListTokens::table);
  }

  private static Table table(JsonNode body) {
    var table =
        new Table(
                "GUID",
                "DESCRIPTION",
                "SCOPES",
                "SOURCES",
                "PROJECTS",
                "REPOS",
                "CREATED",
                "EXPIRES",
                "LAST USED",
                "STATE")
            .whole("GUID");
    for (JsonNode token : body.path("tokens")) {
      table.row(
          token.path("guid").asText(),
          token.path("description").asText(""),
          Names.listed(token.path("scopes")),
          Names.listed(token.path("sources")),
          Names.listed(token.path("projects")),
          Names.listed(token.path("repos")),
          token.path("created").asText(""),
          token.path("expires").asText("never"),
          token.path("lastUsed").asText("never"),
          state(token));
    }
    return table;
  }

  private static String state(JsonNode token) {
    if (token.path("revoked").asBoolean()) {
      return "revoked";
    }
    return token.path("expired").asBoolean() ? "expired" : "active";
  }
}
