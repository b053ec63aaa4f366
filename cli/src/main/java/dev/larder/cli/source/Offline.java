package dev.larder.cli.source;

import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder offline}. */
@Command(
    name = "offline",
    description = {
      "Ask nothing of upstreams, until 'larder online'.",
      "What is known is served, however old it is; what isn't known or here is refused. Synchronizing"
          + " waits. It lasts over restarts, and doesn't hold for mirrors that are made later."
    },
    footer = {"", "Examples:", "  larder offline", "  larder offline --source=pypi"})
public final class Offline implements SessionCommand {
  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "This mirror alone (default: all that there are).")
  private Optional<Name> source;

  @Override
  public int run(Session session) {
    return new Reach(session).set(source, true);
  }
}
