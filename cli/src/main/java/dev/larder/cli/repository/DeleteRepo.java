package dev.larder.cli.repository;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder delete repo}. */
@Command(
    name = "repo",
    description = "Delete a repository; its sources and their files stay.",
    footer = {"", "Example:", "  larder delete repo --name=team"})
public final class DeleteRepo implements SessionCommand {
  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The repository. Required.")
  private Name name;

  @Override
  public int run(Session session) {
    return session.delete(ApiPath.of("repos", name), "repository '%s'".formatted(name));
  }
}
