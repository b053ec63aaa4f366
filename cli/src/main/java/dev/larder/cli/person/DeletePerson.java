package dev.larder.cli.person;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder delete person}. */
@Command(
    name = "person",
    description = "Delete a person; the tokens that they made end with them.",
    footer = {"", "Example:", "  larder delete person --name=ada"})
public final class DeletePerson implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The person. Required.")
  private Name name;

  public DeletePerson(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.print(
        session.api().delete(ApiPath.of("people", name)),
        body -> List.of("Deleted person '%s'.".formatted(name)));
  }
}
