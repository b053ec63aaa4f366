package dev.larder.index.address;

import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.database.Sql;
import dev.larder.index.project.Projects;
import dev.larder.index.repository.Repository;
import dev.larder.index.repository.Subscriptions;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.snapshot.Works;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a repository shows nothing at a moment, and why, as far as that is known: a mirror whose
 * upstream says when files were uploaded may have had anything then.
 */
@Singleton
final class Emptiness {
  /** So many of a mirror's packages are looked at. */
  private static final int LOOKED_AT = 20;

  private final CatalogueClock clock;
  private final Subscriptions subscriptions;
  private final Sources sources;

  Emptiness(CatalogueClock clock, Subscriptions subscriptions, Sources sources) {
    this.clock = clock;
    this.subscriptions = subscriptions;
    this.sources = sources;
  }

  Optional<String> warning(Connection connection, Repository repository, Moment moment)
      throws SQLException {
    List<Integer> ids = sourcesAt(connection, repository, moment);
    if (ids.isEmpty()) {
      return Optional.of(
          moment.isLatest()
              ? "it shows nothing: repository '%s' has no sources".formatted(repository.name())
              : "it shows nothing: repository '%s' had no sources then"
                  .formatted(repository.name()));
    }
    if (moment.isLatest() || shows(connection, ids, moment.instant())) {
      return Optional.empty();
    }
    for (Source source : sources.everWithIds(connection, ids)) {
      if (!source.isLocal() && !isUndated(connection, source)) {
        return Optional.empty();
      }
    }
    Optional<Instant> first = first(connection, ids);
    return Optional.of(
        "it shows nothing: its sources "
            + (first.isEmpty()
                ? "have no packages yet"
                : "have their first package since %s; %s"
                    .formatted(first.get(), Works.oldest(first.get(), clock.now(connection)))));
  }

  /** What instants before the repository was made use is that of now until one was asked for. */
  private List<Integer> sourcesAt(Connection connection, Repository repository, Moment moment)
      throws SQLException {
    boolean open = !repository.existed(moment) && subscriptions.isPastOpen(connection, repository);
    return subscriptions.at(connection, repository, open ? Moment.LATEST : moment);
  }

  private static boolean shows(Connection connection, List<Integer> sources, Instant instant)
      throws SQLException {
    return Sql.of(
            "select 1 from project p where p.source = any(?::bigint[]) and "
                + Projects.OWNED
                + " limit 1",
            sources,
            instant,
            instant,
            instant)
        .first(connection, row -> true)
        .orElse(false);
  }

  /** Whether a mirror has files, and of none is known when it was uploaded. */
  private static boolean isUndated(Connection connection, Source source) throws SQLException {
    return Sql.of(
            "select bool_and(upload_time is null) undated from file where project in (select id"
                + " from project where source = ? and owned_since is not null order by id limit ?)",
            source.id(),
            LOOKED_AT)
        .first(connection, row -> Boolean.TRUE.equals(row.flagOrNull("undated")))
        .orElse(false);
  }

  private static Optional<Instant> first(Connection connection, List<Integer> sources)
      throws SQLException {
    return Sql.of(
            "select owned_since from project where source = any(?::bigint[])"
                + " and owned_since is not null order by owned_since limit 1",
            sources)
        .first(connection, row -> row.instant("owned_since"));
  }
}
