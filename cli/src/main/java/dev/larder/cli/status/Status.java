package dev.larder.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.AddressOption;
import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.RunningServers;
import dev.larder.cli.connection.StoppedException;
import dev.larder.cli.output.ExitCode;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code larder status}: every part named, up or down, and what was restarted. Ends with 1 when the
 * server is not well.
 */
@Command(
    name = "status",
    description =
        "Show each part of the server, up or down, what was restarted, and which upstreams fail.",
    footer = {"", "Example:", "  larder status --address=http://localhost:4242"})
public final class Status implements SessionCommand {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The server that runs on this folder of this machine, instead of --address.")
  private Path data;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Short for --address http://localhost:N.")
  private Integer port;

  @Override
  public int run(Session session) {
    if (port != null) {
      session.choose(AddressOption.parse("http://localhost:" + port));
    } else if (data != null) {
      session.choose(
          RunningServers.on(data.toAbsolutePath().normalize())
              .orElseThrow(
                  () -> new StoppedException(ExitCode.UNREACHABLE, "no Larder runs on " + data)));
    }
    Answer answer = session.api().status();
    int code = session.show(answer, server -> show(session, server));
    return answer instanceof Answer.Done(int status, JsonNode body) && status != 200
        ? ExitCode.REFUSED
        : code;
  }

  private static void show(Session session, JsonNode body) {
    session
        .console()
        .result(
            "Larder %s at %s: %s"
                .formatted(
                    body.path("version").asText("(no version)"),
                    session.address().text(),
                    body.path("status").asText()));
    StatusTree.lines(body.path("parts")).forEach(session.console()::result);
    Troubles.lines(body).forEach(session.console()::result);
  }
}
