package dev.larder.cli.content;

import dev.larder.cli.connection.ApiPath;
import dev.larder.cli.connection.Name;
import picocli.CommandLine.Option;

/** One of the two. */
final class RepoOrSource {
  @Option(
      names = "--repo",
      required = true,
      paramLabel = "NAME",
      description = "What clients of this repository see.")
  private Name repo;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "NAME",
      description = "What is in this source.")
  private Name source;

  boolean isRepo() {
    return repo != null;
  }

  /** Where its packages are. */
  ApiPath packages() {
    return repo != null
        ? ApiPath.of("repos", repo, "packages")
        : ApiPath.of("sources", source, "packages");
  }

  /** How many there are. */
  ApiPath count() {
    return repo != null
        ? ApiPath.of("repos", repo, "packages", "count")
        : ApiPath.of("sources", source, "packages", "count");
  }
}
