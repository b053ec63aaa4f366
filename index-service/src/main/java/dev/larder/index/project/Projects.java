package dev.larder.index.project;

import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Endless;
import dev.larder.index.database.Limited;
import dev.larder.index.project.Project.Look;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.snapshot.Span;
import dev.larder.packaging.FieldLimit;
import dev.larder.packaging.ProjectName;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The projects in the catalogue. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Projects extends GenericRepository<ProjectRow, Long> {
  @Query(
      "select "
          + ProjectRow.COLUMNS
          + " from project p where p.source = :source and p.name = :name")
  Optional<ProjectRow> row(int source, String name);

  @Query(
      "insert into project (source, name, display_name) values (:source, :name, :displayName)"
          + " on conflict (source, name) do nothing")
  void ensure(int source, String name, String displayName);

  @Query(
      """
      insert into project as p (source, name, display_name, owned_serial, owned_since, last_serial)
      values (:source, :name, :displayName, :serial, :instant, :serial)
      on conflict (source, name) do update
        set display_name = case when p.owned_serial is null
            then excluded.display_name else p.display_name end,
          owned_serial = coalesce(p.owned_serial, excluded.owned_serial),
          owned_since = coalesce(p.owned_since, excluded.owned_since),
          last_serial = excluded.last_serial
      returning id
      """)
  long publish(int source, String name, String displayName, long serial, Instant instant);

  @Query("update project set last_serial = :serial where id = :project")
  void changed(long project, long serial);

  @Query(
      "update project set owned_serial = :serial, owned_since = :since,"
          + " display_name = :displayName where id = :project and owned_serial is null")
  void own(long project, long serial, Instant since, String displayName);

  @Query(
      "update project set looked_at = :at, look_found = :found, look_serial = :upstreamSerial,"
          + " look_etag = :etag, behind_since = null, behind_looks = 0"
          + " where id = :project and last_serial = :lastSerial"
          + " and looked_at is not distinct from :before")
  long look(
      long project,
      Instant at,
      boolean found,
      @Nullable Long upstreamSerial,
      @Nullable String etag,
      long lastSerial,
      @Nullable Instant before);

  @Query(
      "insert into former_ownership (project, from_serial, valid_from, to_serial, valid_to)"
          + " select id, owned_serial, owned_since, :serial, :instant from project"
          + " where id = :project")
  void endOwnership(long project, long serial, Instant instant);

  @Query("update project set owned_serial = null, owned_since = null where id = :project")
  void disown(long project);

  @Query(
      "select valid_from, valid_to from former_ownership where project = :project"
          + " union all select owned_since, null from project"
          + " where id = :project and owned_since is not null")
  List<Ownership> owned(long project);

  @Query(
      "select p.last_serial, s.status, left(s.reason, "
          + Limited.STATUS_REASON
          + ") reason from project p left join lateral (select status, reason"
          + " from project_state where project = p.id and instant <= :instant"
          + " order by serial desc limit 1) s on true where p.id = :project")
  StateRow state(
      long project, @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant);

  @Query(
      "insert into project_state (project, serial, instant, status, reason)"
          + " values (:project, :serial, :since, :status, :reason)")
  void status(
      long project, long serial, Instant since, @Nullable String status, @Nullable String reason);

  /** A time in which a source owned a project, up to now if it has no end. */
  @Introspected
  record Ownership(Instant validFrom, @Nullable Instant validTo) {}

  /** As it is read. */
  @Introspected
  record StateRow(long lastSerial, @Nullable String status, @Nullable String reason) {}

  /**
   * How things stand with a project.
   *
   * @param lastSerial the newest change of its page, whatever the moment
   * @param status at the moment
   */
  record State(long lastSerial, Optional<Status> status) {}

  default Optional<Project> find(int source, String name) {
    return row(source, name).map(ProjectRow::project);
  }

  /** Makes sure that there is a row for the name; alone, that shows nowhere. */
  default void ensure(int source, ProjectName name) {
    ensure(source, name.normalised(), name.display());
  }

  /**
   * A change adds a file to a project of a source that owns whatever has files: there is a row for
   * it, it is owned from now on unless it is already, and its page has changed. Gives its id.
   */
  default long publish(Stamp stamp, int source, ProjectName name) {
    return publish(source, name.normalised(), name.display(), stamp.serial(), stamp.instant());
  }

  /** Writes down that a change touched what the project's page shows. */
  default void changed(Stamp stamp, long project) {
    changed(project, stamp.serial());
  }

  /**
   * From its first visible file on the source owns the project.
   *
   * @param since when that became visible
   */
  default void own(Stamp stamp, long project, String displayName, Instant since) {
    own(project, stamp.serial(), since, displayName);
  }

  /**
   * Moves the last look on.
   *
   * @param before the project as it was when the look was compared with it
   * @return false when it isn't like that any more: nothing was written
   */
  default boolean look(Project before, Look look) {
    return look(
            before.id(),
            look.at(),
            look.found(),
            look.serial(),
            look.etag(),
            before.lastSerial(),
            before.look() == null ? null : before.look().at())
        == 1;
  }

  /** Ends the ownership: later sources may show a project of that name from this change on. */
  default void release(Stamp stamp, long project) {
    endOwnership(project, stamp.serial(), stamp.instant());
    disown(project);
  }

  /** When the source owned the project, up to now. */
  default List<Span> ownerships(long project) {
    return owned(project).stream()
        .map(
            each ->
                new Span(each.validFrom(), each.validTo() == null ? Instant.MAX : each.validTo()))
        .toList();
  }

  /** How things stand with a project that is there. */
  default State state(long project, Moment moment) {
    StateRow row = state(project, moment.instant());
    return new State(
        row.lastSerial(),
        Optional.ofNullable(row.status())
            .map(
                status -> new Status(status, Limited.cut(row.reason(), FieldLimit.STATUS_REASON))));
  }

  /**
   * Gives the project that status, or none.
   *
   * @param since from when on: the change's instant, or an earlier one for the first that is known
   */
  default void status(Stamp stamp, long project, Instant since, Optional<Status> status) {
    status(
        project,
        stamp.serial(),
        since,
        status.map(Status::status).orElse(null),
        status.map(Status::reason).orElse(null));
  }
}
