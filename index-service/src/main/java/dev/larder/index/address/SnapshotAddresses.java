package dev.larder.index.address;

import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.database.Database;
import dev.larder.index.outbox.ChangeRows;
import dev.larder.index.page.SnapshotLookup;
import dev.larder.index.page.SnapshotLookup.RepositorySnapshot;
import dev.larder.index.page.SnapshotPath;
import dev.larder.index.repository.Repositories;
import dev.larder.index.repository.Repositories.Held;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.RepositoryRights;
import dev.larder.index.repository.Subscriptions;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.snapshot.SnapshotName;
import dev.larder.packaging.ProjectName;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Makes addresses of snapshots, and says what an address shows. */
@Singleton
final class SnapshotAddresses {
  private final ChangeRows changes;
  private final Database database;
  private final CatalogueClock clock;
  private final SnapshotLookup lookup;
  private final Repositories repositories;
  private final Subscriptions subscriptions;
  private final EmptySnapshots emptySnapshots;

  SnapshotAddresses(
      ChangeRows changes,
      Database database,
      CatalogueClock clock,
      SnapshotLookup lookup,
      Repositories repositories,
      Subscriptions subscriptions,
      EmptySnapshots emptySnapshots) {
    this.changes = changes;
    this.database = database;
    this.clock = clock;
    this.lookup = lookup;
    this.repositories = repositories;
    this.subscriptions = subscriptions;
    this.emptySnapshots = emptySnapshots;
  }

  /**
   * The address of a repository's index.
   *
   * @param kind latest, date, instant or serial
   * @param instant what it shows holds then
   * @param warning that it shows nothing, and why, or null
   */
  @Serdeable
  record IndexAddress(
      String repo,
      String snapshot,
      String kind,
      String instant,
      String path,
      @Nullable String warning) {}

  /**
   * What an address shows.
   *
   * @param snapshot null of a file, which is the same at every snapshot; so are {@code kind},
   *     {@code instant} and {@code changesSince}
   * @param what repository, root page, project page, json or file
   * @param changesSince how often the repository or a source of it changed since then
   */
  @Serdeable
  record Explanation(
      String repo,
      @Nullable String snapshot,
      @Nullable String kind,
      @Nullable String instant,
      @Nullable Long changesSince,
      String what,
      @Nullable String project,
      @Nullable String file) {}

  Outcome<IndexAddress> create(RequestContext context, String repository, String snapshot) {
    return switch (seen(context, repository, snapshot)) {
      case SnapshotLookup.NotFound notFound ->
          new Outcome.Refused<>(refusal(context, repository, notFound));
      case RepositorySnapshot found ->
          new Outcome.Unchanged<>(
              new IndexAddress(
                  found.repository().name(),
                  snapshot,
                  kind(found.name()),
                  instant(found).toString(),
                  (repository.isEmpty() ? "/" : "/" + repository + "/") + snapshot + "/simple/",
                  database
                      .read(() -> emptySnapshots.warning(found.repository(), found.moment()))
                      .orElse(null)));
    };
  }

  Outcome<Explanation> explain(RequestContext context, String path) {
    return Address.parse(path)
        .map(
            address ->
                switch (address) {
                  case Address.Shown shown -> explain(context, shown);
                  case Address.OfFile file -> explain(context, file);
                })
        .orElseGet(
            () ->
                new Outcome.Refused<>(
                    Refusal.missing(
                        "'%s' is no address of a repository, an index page, a file or PyPI's JSON; an index is at /REPO/SNAPSHOT/simple/"
                            .formatted(path))));
  }

  private Outcome<Explanation> explain(RequestContext context, Address.Shown shown) {
    SnapshotPath name = shown.snapshotPath();
    return switch (seen(context, name.repository(), name.snapshot())) {
      case SnapshotLookup.NotFound notFound ->
          new Outcome.Refused<>(refusal(context, name.repository(), notFound));
      case RepositorySnapshot found ->
          new Outcome.Unchanged<>(
              new Explanation(
                  found.repository().name(),
                  name.snapshot(),
                  kind(found.name()),
                  instant(found).toString(),
                  changesSince(found.repository(), found.moment()),
                  shown.what(),
                  shown.project().map(ProjectName::normalise).orElse(null),
                  null));
    };
  }

  private Outcome<Explanation> explain(RequestContext context, Address.OfFile file) {
    List<Held> named =
        database.read(() -> repositories.everNamed(file.repository())).stream()
            .filter(held -> RepositoryRights.sees(context.caller(), held.repository()))
            .toList();
    return named.isEmpty()
        ? new Outcome.Refused<>(
            database.read(() -> repositories.missing(context, file.repository())))
        : new Outcome.Unchanged<>(
            new Explanation(
                named.getFirst().repository().name(),
                null,
                null,
                null,
                null,
                "file",
                file.project().orElse(null),
                file.filename()));
  }

  /** A snapshot of a repository that is there for who asks. */
  private SnapshotLookup.Result seen(RequestContext context, String repository, String snapshot) {
    SnapshotLookup.Result result = lookup.find(context, repository, snapshot);
    return result instanceof RepositorySnapshot found
            && !RepositoryRights.sees(context.caller(), found.repository())
        ? SnapshotLookup.noRepository(repository)
        : result;
  }

  private Refusal refusal(
      RequestContext context, String repository, SnapshotLookup.NotFound notFound) {
    return database.read(
        () ->
            repository.isEmpty() || repositories.seen(context, repository).isPresent()
                ? Refusal.missing(notFound.line())
                : repositories.missing(context, repository));
  }

  private Instant instant(RepositorySnapshot found) {
    return found.moment().isLatest() ? database.read(clock::now) : found.moment().instant();
  }

  private long changesSince(Repository repository, Moment moment) {
    return moment.isLatest() ? 0 : database.read(() -> changes(repository, moment));
  }

  private long changes(Repository repository, Moment moment) {
    return changes.countAfter(
        moment.instant(),
        repository.id(),
        subscriptions.everOf(repository.id()).stream().mapToInt(Integer::intValue).toArray());
  }

  private static String kind(SnapshotName name) {
    return switch (name) {
      case SnapshotName.Latest latest -> SnapshotName.LATEST;
      case SnapshotName.Date date -> "date";
      case SnapshotName.At at -> "instant";
      case SnapshotName.Serial serial -> "serial";
    };
  }
}
