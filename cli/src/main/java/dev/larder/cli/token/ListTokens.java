package dev.larder.cli.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.Session;
import dev.larder.cli.output.Names;
import dev.larder.cli.output.Table;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder list tokens}: never a token itself. */
@Command(
    name = "tokens",
    description = "Shows the tokens that were made, not what they are.",
    footer = {"", "Example:", "  larder list tokens --expired=no --revoked=no"})
public final class ListTokens implements Callable<Integer> {
  private final Session session;

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

  public ListTokens(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String query =
        Stream.of(parameter("expired", expired), parameter("revoked", revoked))
            .flatMap(stream -> stream)
            .collect(Collectors.joining("&"));
    String path = "/__api__/tokens" + (query.isEmpty() ? "" : "?" + query);
    return session.show(session.api().get(path), this::human);
  }

  private static Stream<String> parameter(String name, YesOrNo value) {
    return value == null ? Stream.empty() : Stream.of(name + "=" + value);
  }

  private void human(JsonNode body) {
    var table =
        new Table(
            "GUID", "DESCRIPTION", "SCOPES", "SOURCES", "REPOS", "CREATED", "EXPIRES", "STATE");
    for (JsonNode token : body.path("tokens")) {
      table.row(
          token.path("guid").asText(),
          token.path("description").asText(""),
          Names.listed(token.path("scopes")),
          Names.listed(token.path("sources")),
          Names.listed(token.path("repos")),
          token.path("created").asText(""),
          token.path("expires").asText("never"),
          state(token));
    }
    table.lines().forEach(session.console()::result);
  }

  private static String state(JsonNode token) {
    if (token.path("revoked").asBoolean()) {
      return "revoked";
    }
    return token.path("expired").asBoolean() ? "expired" : "active";
  }
}
