package dev.larder.cli.repository;

import dev.larder.cli.connection.Answer;
import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Body;
import dev.larder.cli.connection.Name;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder subscribe}. */
@Command(
    name = "subscribe",
    description = "Add a source to a repository, after those that it has.",
    footer = {"", "Example:", "  larder subscribe --repo=pypi --source=pypi"})
public final class Subscribe implements SessionCommand {
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
    Answer answer =
        session.api().post(ApiPath.of("repos", repo, "sources"), new Body().with("source", source));
    int code = session.print(answer, RepoLines::subscriptions);
    OpenElsewhere.warn(session, answer);
    return code;
  }
}
