package dev.larder.cli.url;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.Api;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.output.Lines;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code larder url explain}. */
@Command(
    name = "explain",
    description = "Say what a URL of the server shows, as of when, and how many changes since.",
    footer = {
      "",
      "Example:",
      "  larder url explain --url=http://localhost:4242/main/2019-03-01/simple/requests/"
    })
public final class ExplainUrl implements SessionCommand {
  @Spec private CommandSpec spec;

  @Option(
      names = "--url",
      required = true,
      paramLabel = "URL",
      description = "A URL as pip has it, or its path alone. Required.")
  private String url;

  @Override
  public int run(Session session) {
    Api api = session.api();
    return session.print(
        api.get(ApiPath.of("urls", "explain").with("path", path(api, session.address().text()))),
        ExplainUrl::lines);
  }

  private String path(Api api, String asked) {
    return ServerPath.of(url, asked)
        .or(() -> PublicAddress.of(api.status()).flatMap(other -> ServerPath.of(url, other)))
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "'%s' is no URL of the server at %s; give that one as --address"
                        .formatted(url, asked)));
  }

  private static List<String> lines(JsonNode explained) {
    return new Lines()
        .fact("What", explained.path("what"))
        .fact("Repository", explained.path("repo"))
        .fact("Project", explained.path("project"))
        .fact("File", explained.path("file"))
        .fact("Snapshot", snapshot(explained))
        .fact("Instant", explained.path("instant"))
        .fact("Changes since", explained.path("changesSince"))
        .list();
  }

  private static String snapshot(JsonNode explained) {
    String kind = explained.path("kind").asText("");
    String snapshot = explained.path("snapshot").asText("");
    return snapshot.isEmpty() || kind.isEmpty() || kind.equals(snapshot)
        ? snapshot
        : "%s (%s)".formatted(snapshot, kind);
  }
}
