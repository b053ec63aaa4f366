package dev.larder.cli.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder release}. */
@Command(
    name = "release",
    description = {
      "Give up a claim, or the name of a project that has no file left.",
      "From then on later sources may answer for it."
    },
    footer = {
      "",
      "Examples:",
      "  larder release --source=private --name='corp-*'",
      "  larder release --source=private --name=corp-old"
    })
public final class Release implements SessionCommand {
  @Option(
      names = "--source",
      required = true,
      paramLabel = "NAME",
      description = "The source that has the name. Required.")
  private Name source;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME|PATTERN",
      description = "The project, or the claim as it was made. Required.")
  private Name name;

  @Override
  public int run(Session session) {
    return session.print(
        session
            .api()
            .post(ApiPath.of("sources", source, "releases"), new Body().with("name", name)),
        Release::lines);
  }

  private static List<String> lines(JsonNode release) {
    return List.of(
        "Source '%s' released the %s '%s'."
            .formatted(
                release.path("source").asText(),
                release.path("released").asText(),
                release.path("name").asText()));
  }
}
