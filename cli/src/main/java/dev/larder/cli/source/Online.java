package dev.larder.cli.source;

import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder online}. */
@Command(
    name = "online",
    description = "Ask upstreams again that 'larder offline' kept from being asked.",
    footer = {"", "Examples:", "  larder online", "  larder online --source=pypi"})
public final class Online implements SessionCommand {
  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "This mirror alone (default: all that there are).")
  private Optional<Name> source;

  @Override
  public int run(Session session) {
    return new Reach(session).set(source, false);
  }
}
