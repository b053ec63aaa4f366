package dev.larder.cli.source;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder delete source}. */
@Command(
    name = "source",
    description = "Delete a source that no repository subscribes to.",
    footer = {"", "Example:", "  larder delete source --name=partner"})
public final class DeleteSource implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The source. Required.")
  private Name name;

  public DeleteSource(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.print(
        session.api().delete(ApiPath.of("sources", name)),
        nothing -> List.of("Deleted source '%s'.".formatted(name)));
  }
}
