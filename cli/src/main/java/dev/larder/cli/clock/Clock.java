package dev.larder.cli.clock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.connection.Api;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.output.Lines;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder clock}. */
@Command(
    name = "clock",
    description = {
      "Show the clock that stamps every change.",
      "After a jump of more than 24 hours forward no change is taken until it is confirmed."
    },
    footer = {"", "Examples:", "  larder clock", "  larder clock --confirm"})
public final class Clock implements SessionCommand {
  @Option(names = "--confirm", description = "The jump is right: take changes again.")
  private boolean confirm;

  @Override
  public int run(Session session) {
    Api api = session.api();
    return session.print(
        confirm
            ? api.post(ApiPath.of("clock", "confirm"), new Body())
            : api.get(ApiPath.of("clock")),
        Clock::lines);
  }

  private static List<String> lines(JsonNode clock) {
    return new Lines()
        .fact("Serial", clock.path("serial"))
        .fact("Instant", clock.path("instant"))
        .fact("Unconfirmed jump", clock.path("jump"))
        .list();
  }
}
