package dev.larder.cli.group;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder delete group}. */
@Command(
    name = "group",
    description = "Delete a group; its people stay, without what it gave them.",
    footer = {"", "Example:", "  larder delete group --name=team"})
public final class DeleteGroup implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The group. Required.")
  private Name name;

  public DeleteGroup(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.print(
        session.api().delete(ApiPath.of("groups", name)),
        body -> List.of("Deleted group '%s'.".formatted(name)));
  }
}
