package dev.larder.cli.source;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder delete source}. */
@Command(
    name = "source",
    description = "Delete a source that no repository subscribes to.",
    footer = {"", "Example:", "  larder delete source --name=partner"})
public final class DeleteSource implements SessionCommand {
  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The source. Required.")
  private Name name;

  @Override
  public int run(Session session) {
    return session.delete(ApiPath.of("sources", name), "source '%s'".formatted(name));
  }
}
