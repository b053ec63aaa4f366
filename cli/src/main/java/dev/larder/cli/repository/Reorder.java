package dev.larder.cli.repository;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder reorder}. */
@Command(
    name = "reorder",
    description =
        "Puts a repository's sources into another order: an earlier one hides later ones.",
    footer = {"", "Example:", "  larder reorder --repo=team --sources=private,pypi"})
public final class Reorder implements SessionCommand {
  @Option(
      names = "--repo",
      required = true,
      paramLabel = "NAME",
      description = "The repository. Required.")
  private Name repo;

  @Option(
      names = "--sources",
      required = true,
      split = ",",
      paramLabel = "NAME",
      description = "All of its sources, in their new order. Required.")
  private List<Name> sources;

  @Override
  public int run(Session session) {
    return session.print(
        session
            .api()
            .put(ApiPath.of("repos", repo, "sources"), new Body().with("sources", sources)),
        RepoLines::subscriptions);
  }
}
