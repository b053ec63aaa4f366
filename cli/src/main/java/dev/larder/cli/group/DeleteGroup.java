package dev.larder.cli.group;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder delete group}. */
@Command(
    name = "group",
    description = "Delete a group; its people stay, without what it gave them.",
    footer = {"", "Example:", "  larder delete group --name=team"})
public final class DeleteGroup implements SessionCommand {
  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The group. Required.")
  private Name name;

  @Override
  public int run(Session session) {
    return session.delete(ApiPath.of("groups", name), "group '%s'".formatted(name));
  }
}
