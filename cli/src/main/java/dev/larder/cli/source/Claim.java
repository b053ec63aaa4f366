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

/** {@code larder claim}. */
@Command(
    name = "claim",
    description = {
      "Reserve names for a source, before the first upload.",
      "No later source shows a package of such a name, and no upstream is asked for it."
    },
    footer = {"", "Example:", "  larder claim --source=private --name='corp-*'"})
public final class Claim implements SessionCommand {
  @Option(
      names = "--source",
      required = true,
      paramLabel = "NAME",
      description = "The source that the names belong to. Required.")
  private Name source;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME|PATTERN",
      description = "A name, or all that begin so: 'corp-*'. Required.")
  private Name name;

  @Override
  public int run(Session session) {
    return session.print(
        session.api().post(ApiPath.of("sources", source, "claims"), new Body().with("name", name)),
        Claim::lines);
  }

  private static List<String> lines(JsonNode claim) {
    return List.of(
        "Source '%s' claims '%s'."
            .formatted(claim.path("source").asText(), claim.path("name").asText()));
  }
}
