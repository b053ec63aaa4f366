package dev.larder.cli.repository;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder unsubscribe}. */
@Command(
    name = "unsubscribe",
    description = "Take a source out of a repository; earlier snapshots keep it.",
    footer = {"", "Example:", "  larder unsubscribe --repo=team --source=pypi"})
public final class Unsubscribe implements SessionCommand {
  @Option(
      names = "--repo",
      required = true,
      paramLabel = "NAME",
      description = "The repository. Required.")
  private Name repo;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "NAME",
      description = "The source. Required.")
  private Name source;

  @Override
  public int run(Session session) {
    return session.print(
        session.api().delete(ApiPath.of("repos", repo, "sources", source)),
        RepoLines::subscriptions);
  }
}
