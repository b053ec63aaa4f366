package dev.larder.index.address;

import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.database.Sql;
import dev.larder.index.project.Projects;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.Subscriptions;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.snapshot.SnapshotHint;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a repository shows nothing at a moment, and why, as far as that is known: a mirror whose
 * upstream says when files were uploaded may have had anything then.
 */
@Singleton
final class EmptySnapshots {
  /** So many of a mirror's packages are looked at. */
  private static final int LOOKED_AT = 20;

  private final Sql sql;
  private final CatalogueClock clock;
  private final Subscriptions subscriptions;
  private final Sources sources;

  EmptySnapshots(Sql sql, CatalogueClock clock, Subscriptions subscriptions, Sources sources) {
    this.sql = sql;
    this.clock = clock;
    this.subscriptions = subscriptions;
    this.sources = sources;
  }

  Optional<String> warning(Repository repository, Moment moment) {
    List<Integer> ids = sourcesAt(repository, moment);
    if (ids.isEmpty()) {
      return Optional.of(
          moment.isLatest()
              ? "it shows nothing: repository '%s' has no sources".formatted(repository.name())
              : "it shows nothing: repository '%s' had no sources then"
                  .formatted(repository.name()));
    }
    if (moment.isLatest() || shows(ids, moment.instant())) {
      return Optional.empty();
    }
    for (Source source : sources.everWithIds(ids)) {
      if (!source.isLocal() && !isUndated(source)) {
        return Optional.empty();
      }
    }
    Optional<Instant> first = first(ids);
    return Optional.of(
        "it shows nothing: its sources "
            + (first.isEmpty()
                ? "have no packages yet"
                : "have their first package since %s; %s"
                    .formatted(first.get(), SnapshotHint.oldest(first.get(), clock.now()))));
  }

  /** What instants before the repository was made use is that of now until one was asked for. */
  private List<Integer> sourcesAt(Repository repository, Moment moment) {
    boolean open = !repository.existed(moment) && subscriptions.isPastOpen(repository);
    return subscriptions.at(repository, open ? Moment.LATEST : moment);
  }

  private boolean shows(List<Integer> sources, Instant instant) {
    return sql.of(
            "select 1 from project p where p.source = any(?::bigint[]) and "
                + Projects.OWNED
                + " limit 1",
            sources,
            instant,
            instant,
            instant)
        .first(row -> true)
        .orElse(false);
  }

  /** Whether a mirror has files, and of none is known when it was uploaded. */
  private boolean isUndated(Source source) {
    return sql.of(
            "select bool_and(upload_time is null) undated from file where project in (select id"
                + " from project where source = ? and owned_since is not null order by id limit ?)",
            source.id(),
            LOOKED_AT)
        .first(row -> Boolean.TRUE.equals(row.flagOrNull("undated")))
        .orElse(false);
  }

  private Optional<Instant> first(List<Integer> sources) {
    return sql.of(
            "select owned_since from project where source = any(?::bigint[])"
                + " and owned_since is not null order by owned_since limit 1",
            sources)
        .first(row -> row.instant("owned_since"));
  }
}
