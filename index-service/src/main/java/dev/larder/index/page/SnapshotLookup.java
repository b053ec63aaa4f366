package dev.larder.index.page;

import dev.larder.index.access.RequestContext;
import dev.larder.index.database.Database;
import dev.larder.index.look.Finder;
import dev.larder.index.repository.Repositories;
import dev.larder.index.repository.Repositories.Held;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.RepositoryRights;
import dev.larder.index.repository.SourceProjects;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.snapshot.SnapshotName;
import dev.larder.index.snapshot.Snapshots;
import dev.larder.packaging.ProjectName;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Which repository and which moment a URL means. */
@Singleton
public class SnapshotLookup {
  private final Database database;
  private final Repositories repositories;
  private final SourceProjects sourceProjects;
  private final Snapshots snapshots;
  private final Finder finder;

  public SnapshotLookup(
      Database database,
      Repositories repositories,
      SourceProjects sourceProjects,
      Snapshots snapshots,
      Finder finder) {
    this.database = database;
    this.repositories = repositories;
    this.sourceProjects = sourceProjects;
    this.snapshots = snapshots;
    this.finder = finder;
  }

  /** What a URL means. */
  public sealed interface Result {}

  /**
   * There is.
   *
   * @param first the first step to the project that was asked for, if who asks may read the
   *     repository
   */
  public record RepositorySnapshot(
      Repository repository, SnapshotName name, Moment moment, Optional<Finder.Step> first)
      implements Result {

    public RepositorySnapshot(Repository repository, SnapshotName name, Moment moment) {
      this(repository, name, moment, Optional.empty());
    }

    /** The same, of which anything may have changed since. */
    public RepositorySnapshot anew() {
      return new RepositorySnapshot(repository, name, moment);
    }
  }

  /**
   * There is no such repository or snapshot; the line says what there is.
   *
   * @param meant the repository of which that is said
   */
  public record NotFound(String line, Optional<Repository> meant) implements Result {}

  /**
   * Finds it.
   *
   * @param repository its name, empty for the default one
   * @param snapshot as it stands in the URL
   */
  public Result find(RequestContext context, String repository, String snapshot) {
    return find(context, repository, snapshot, Optional.empty());
  }

  /** The same, with the first step to a project: all of it of one instant. */
  public Result find(
      RequestContext context, String repository, String snapshot, Optional<ProjectName> project) {
    return switch (snapshots.resolve(snapshot)) {
      case Snapshots.Bad bad ->
          new NotFound(
              bad(context, repository, snapshot, bad), database.read(() -> newest(repository)));
      case Snapshots.Good good -> {
        Optional<RepositorySnapshot> found =
            database.read(
                () ->
                    project.isPresent()
                        ? with(context, repository, good, project.get())
                        : repositories
                            .named(repository, good.moment())
                            .map(one -> new RepositorySnapshot(one, good.name(), good.moment())));
        yield found.isPresent() ? found.get() : noRepository(repository);
      }
    };
  }

  private Optional<RepositorySnapshot> with(
      RequestContext context, String name, Snapshots.Good good, ProjectName project) {
    return sourceProjects
        .named(name, project.normalised(), good.moment())
        .map(
            known ->
                new RepositorySnapshot(
                    known.repository(),
                    good.name(),
                    good.moment(),
                    first(context, name, good.moment(), project, known)));
  }

  private Optional<Finder.Step> first(
      RequestContext context,
      String name,
      Moment moment,
      ProjectName project,
      SourceProjects.Known known) {
    boolean granted =
        RepositoryRights.reading(context.caller(), known.repository(), name)
            instanceof RepositoryRights.Granted;
    // Before it was made, what it shows may be still to be fixed.
    return granted && known.repository().existed(moment)
        ? Optional.of(finder.first(known.sources(), project, moment))
        : Optional.empty();
  }

  /** That there is no such repository. */
  public static NotFound noRepository(String repository) {
    return new NotFound(
        repository.isEmpty() ? "There is no default repository" : "No repository " + repository,
        Optional.empty());
  }

  private Optional<Repository> newest(String name) {
    return repositories.everNamed(name).stream().findFirst().map(Held::repository);
  }

  /** Somebody may have left out the snapshot. */
  private String bad(
      RequestContext context, String repository, String snapshot, Snapshots.Bad bad) {
    return repository.isEmpty()
            && database.read(() -> repositories.seen(context, snapshot)).isPresent()
        ? "'%s' is a repository: its index is at /%s/latest/simple/".formatted(snapshot, snapshot)
        : bad.line();
  }
}
