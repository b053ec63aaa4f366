package dev.larder.index.batch;

import dev.larder.index.database.Limited;
import dev.larder.index.project.Project;
import dev.larder.index.project.ProjectRow;
import dev.larder.index.project.Status;
import dev.larder.index.upstream.LateLooks;
import dev.larder.packaging.FieldLimit;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the catalogue knows of many of a source's projects. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface KnownProjects extends GenericRepository<ProjectRow, Long> {

  @Query(
      "select "
          + ProjectRow.COLUMNS
          + ", p.behind_since, p.behind_looks, s.status, s.reason from project p"
          + " left join lateral (select status, left(reason, "
          + Limited.STATUS_REASON
          + ") reason from project_state where project = p.id order by serial desc limit 1) s"
          + " on true where p.source = :source and p.name = any(cast(:names as text[]))")
  List<KnownRow> rows(int source, String[] names);

  /** Ids for projects that there aren't yet. */
  @Query("select nextval(pg_get_serial_sequence('project', 'id')) from generate_series(1, :count)")
  List<Long> ids(int count);

  /** Those that there are, by name. */
  default Map<String, KnownProject> of(int source, Collection<String> names) {
    return rows(source, names.toArray(String[]::new)).stream()
        .map(KnownRow::known)
        .collect(Collectors.toMap(known -> known.project().name(), Function.identity()));
  }

  /**
   * One of them.
   *
   * @param behindSince the first of the looks in a row of lower serials, or null
   * @param behindLooks how many there were
   * @param status as it is now
   */
  record KnownProject(
      Project project, @Nullable Instant behindSince, int behindLooks, Optional<Status> status) {

    /** One more look of a lower serial. */
    LateLooks late(Instant lookedAt) {
      return LateLooks.after(behindSince, behindLooks, lookedAt);
    }
  }

  /** One of them as it is read. */
  @Introspected
  record KnownRow(
      long id,
      String name,
      String displayName,
      @Nullable Instant ownedSince,
      long lastSerial,
      @Nullable Instant lookedAt,
      @Nullable Boolean lookFound,
      @Nullable Long lookSerial,
      @Nullable String lookEtag,
      @Nullable Instant behindSince,
      int behindLooks,
      @Nullable String status,
      @Nullable String reason) {

    KnownProject known() {
      ProjectRow row =
          new ProjectRow(
              id,
              name,
              displayName,
              ownedSince,
              lastSerial,
              lookedAt,
              lookFound,
              lookSerial,
              lookEtag);
      return new KnownProject(
          row.project(),
          behindSince,
          behindLooks,
          Optional.ofNullable(status)
              .map(said -> new Status(said, Limited.cut(reason, FieldLimit.STATUS_REASON))));
    }
  }
}
