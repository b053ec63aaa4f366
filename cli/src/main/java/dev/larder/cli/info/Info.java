package dev.larder.cli.info;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Name;
import dev.larder.cli.repository.RepoLines;
import dev.larder.cli.session.Session;
import dev.larder.cli.session.SessionCommand;
import dev.larder.cli.source.SourceLines;
import dev.larder.cli.sync.SyncInfo;
import java.time.InstantSource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code larder info}. */
@Command(
    name = "info",
    description = "Show everything about a repository, a source, a package or a synchronization.",
    footer = {"", "Examples:", "  larder info --repo=main", "  larder info --package=requests"})
public final class Info implements SessionCommand {
  @ArgGroup(multiplicity = "1")
  private What what;

  /** One of the four. */
  static final class What {
    @Option(
        names = "--repo",
        required = true,
        paramLabel = "NAME",
        description = "A repository: its sources, and who may see it.")
    private Name repo;

    @Option(
        names = "--source",
        required = true,
        paramLabel = "NAME",
        description = "A source: where it comes from, and which names it claims.")
    private Name source;

    @Option(
        names = "--package",
        required = true,
        paramLabel = "NAME",
        description = "A package: its versions, and which repositories show it.")
    private Name pkg;

    @Option(
        names = "--sync",
        required = true,
        paramLabel = "ID",
        description = "A run of 'larder sync': how it stands, and which packages failed.")
    private Name sync;
  }

  @Override
  public int run(Session session) {
    if (what.repo != null) {
      return session.print(session.api().get(ApiPath.of("repos", what.repo)), RepoLines::all);
    }
    if (what.sync != null) {
      return session.print(
          SyncInfo.ask(session.api(), what.sync),
          sync -> SyncInfo.lines(sync, InstantSource.system().instant()));
    }
    return what.source != null
        ? session.print(session.api().get(ApiPath.of("sources", what.source)), SourceLines::all)
        : session.print(session.api().get(ApiPath.of("packages", what.pkg)), PackageLines::all);
  }
}
