package dev.larder.cli.repository;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder delete repo}. */
@Command(
    name = "repo",
    description = "Delete a repository; its sources and their files stay.",
    footer = {"", "Example:", "  larder delete repo --name=team"})
public final class DeleteRepo implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The repository. Required.")
  private Name name;

  public DeleteRepo(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.print(
        session.api().delete(ApiPath.of("repos", name)),
        nothing -> List.of("Deleted repository '%s'.".formatted(name)));
  }
}
