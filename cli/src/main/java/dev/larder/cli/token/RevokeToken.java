package dev.larder.cli.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder revoke token}: once it has answered, the token is refused everywhere. */
@Command(
    name = "token",
    description = "Revoke a token: the very next request with it is refused.",
    footer = {"", "Example:", "  larder revoke token --guid=09185576-4d37-4049-b16a-bf96b2ed6602"})
public final class RevokeToken implements SessionCommand {
  @ArgGroup(multiplicity = "1")
  private Which which;

  /** One of the two. */
  static final class Which {
    @Option(
        names = "--guid",
        required = true,
        paramLabel = "GUID",
        description = "Its GUID, as 'larder list tokens' shows it.")
    private String guid;

    @Option(
        names = "--token",
        required = true,
        paramLabel = "TOKEN",
        description = "The token itself.")
    private String token;
  }

  @Override
  public int run(Session session) {
    Body body =
        which.guid != null
            ? new Body().with("guid", which.guid.strip())
            : new Body().with("token", which.token.strip());
    return session.print(
        session.api().post(ApiPath.of("tokens", "revoke"), body), RevokeToken::revoked);
  }

  private static List<String> revoked(JsonNode body) {
    return List.of(
        "Revoked token: %s - %s"
            .formatted(body.path("guid").asText(), body.path("description").asText()));
  }
}
