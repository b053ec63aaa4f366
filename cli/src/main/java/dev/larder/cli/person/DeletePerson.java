package dev.larder.cli.person;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder delete person}. */
@Command(
    name = "person",
    description = "Delete a person; the tokens that they made end with them.",
    footer = {"", "Example:", "  larder delete person --name=ada"})
public final class DeletePerson implements SessionCommand {
  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The person. Required.")
  private Name name;

  @Override
  public int run(Session session) {
    return session.delete(ApiPath.of("people", name), "person '%s'".formatted(name));
  }
}
