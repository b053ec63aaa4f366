package dev.larder.index.page;

import dev.larder.index.database.Database;
import dev.larder.index.file.Files;
import dev.larder.index.file.Weight;
import dev.larder.index.look.Finder;
import dev.larder.index.memory.Memory;
import dev.larder.index.outbox.ChangeRows;
import dev.larder.index.page.SnapshotLookup.RepositorySnapshot;
import dev.larder.index.project.Project;
import dev.larder.index.project.Projects;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.Subscriptions;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.source.Source;
import dev.larder.memory.ByteBudget;
import dev.larder.packaging.ProjectName;
import dev.larder.service.caller.Caller;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What of a project a repository shows at a moment, whatever is made of it. */
@Singleton
public class Contents {
  private final ChangeRows changes;
  private final Database database;
  private final Subscriptions subscriptions;
  private final Projects projects;
  private final Files files;
  private final Finder finder;
  private final NotFoundReason notFoundReason;

  public Contents(
      ChangeRows changes,
      Database database,
      Subscriptions subscriptions,
      Projects projects,
      Files files,
      Finder finder,
      NotFoundReason notFoundReason) {
    this.changes = changes;
    this.database = database;
    this.subscriptions = subscriptions;
    this.projects = projects;
    this.files = files;
    this.finder = finder;
    this.notFoundReason = notFoundReason;
  }

  /** Whether there is a page. */
  public sealed interface Finding {}

  /**
   * There is.
   *
   * @param weight of what it lists
   * @param state the newest change of the project, whatever the moment
   */
  public record There(
      Source source, long project, ProjectName name, Moment moment, Weight weight, long state)
      implements Finding {}

  public record NotThere(String line) implements Finding {}

  /** An upstream that must be asked gave no answer; {@code status} is 429, 502, 503 or 504. */
  public record Unknown(int status, String line, @Nullable Long retryAfter) implements Finding {}

  /** Finds the source that has the project then; asks upstreams where it must. */
  public Finding find(Caller caller, RepositorySnapshot snapshot, ProjectName name) {
    Repository repository = snapshot.repository();
    Moment moment = snapshot.moment();
    if (!hasPast(repository, moment)) {
      return new NotThere(noSources(repository));
    }
    return switch (finder.find(repository, name, moment, snapshot.first())) {
      case Finder.Owned(Source source, Project project, Weight weight) ->
          new There(source, project.id(), name, moment, weight, project.lastSerial());
      case Finder.NotFound() -> new NotThere(notFoundReason.line(caller, repository, name, moment));
      case Finder.Unknown unknown ->
          new Unknown(unknown.status(), unknown.detail(), unknown.retryAfter());
    };
  }

  static String noSources(Repository repository) {
    return "Repository %s has no sources then; subscribe it to one".formatted(repository.name());
  }

  /**
   * What the page says.
   *
   * @param share that has room for what it weighed when it was found; it grows with the page
   */
  ProjectPage page(There there, ByteBudget.Share share) {
    return database.read(
        () -> {
          Projects.State state = projects.state(there.project(), there.moment());
          if (state.lastSerial() != there.state()) {
            Weight now = files.weight(there.project(), there.moment());
            Memory.need(share, now.beyond(there.weight()));
          }
          return ProjectPage.of(
              there.name().normalised(),
              serial(there, state),
              state.status(),
              files.at(there.project(), there.moment()),
              state.lastSerial());
        });
  }

  /** What instants before the repository was made show is fixed before the first is answered. */
  boolean hasPast(Repository repository, Moment moment) {
    return repository.existed(moment)
        || !database.read(() -> subscriptions.isPastOpen(repository))
        || database.write(
            () -> {
              subscriptions.fixPast(repository);
              return !subscriptions.isPastOpen(repository);
            });
  }

  /** The highest serial among what was shown; of a file found late, that of the finding. */
  long serial(There there, Projects.State state) {
    if (there.moment().isLatest()) {
      return state.lastSerial();
    }
    Optional<Long> changed =
        changes.newest(there.source().id(), there.name().normalised(), there.moment().instant());
    return Math.max(changed.orElse(0L), files.newest(there.project(), there.moment()));
  }
}
