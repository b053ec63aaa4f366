package dev.larder.index.page;

import dev.larder.index.access.RequestContext;
import dev.larder.index.database.Database;
import dev.larder.index.repository.Repositories;
import dev.larder.index.repository.Repositories.Held;
import dev.larder.index.repository.Repository;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.snapshot.SnapshotName;
import dev.larder.index.snapshot.Snapshots;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Which repository and which moment a URL means. */
@Singleton
public class SnapshotLookup {
  private final Database database;
  private final Repositories repositories;
  private final Snapshots snapshots;

  public SnapshotLookup(Database database, Repositories repositories, Snapshots snapshots) {
    this.database = database;
    this.repositories = repositories;
    this.snapshots = snapshots;
  }

  /** What a URL means. */
  public sealed interface Result {}

  public record RepositorySnapshot(Repository repository, SnapshotName name, Moment moment)
      implements Result {}

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
    return switch (snapshots.resolve(snapshot)) {
      case Snapshots.Bad bad ->
          new NotFound(
              bad(context, repository, snapshot, bad), database.read(() -> newest(repository)));
      case Snapshots.Good good -> {
        Optional<Repository> found =
            database.read(() -> repositories.named(repository, good.moment()));
        yield found.isPresent()
            ? new RepositorySnapshot(found.get(), good.name(), good.moment())
            : noRepository(repository);
      }
    };
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
