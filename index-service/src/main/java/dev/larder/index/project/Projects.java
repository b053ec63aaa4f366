package dev.larder.index.project;

import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import dev.larder.index.project.Project.Look;
import dev.larder.packaging.ProjectName;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The projects in the catalogue. */
@Singleton
public class Projects {
  /** The columns that {@link #read} takes, of a project called {@code p}. */
  public static final String COLUMNS =
      "p.id project_id, p.name project_name, p.owned_serial, p.last_serial, p.looked_at,"
          + " p.look_found, p.look_serial, p.look_etag";

  public Optional<Project> find(Connection connection, int source, String name)
      throws SQLException {
    return Sql.of(
            "select " + COLUMNS + " from project p where p.source = ? and p.name = ?", source, name)
        .first(connection, Projects::read);
  }

  /** Makes sure that there is a row for the name; alone, that shows nowhere. */
  public void ensure(Connection connection, int source, ProjectName name) throws SQLException {
    Sql.of(
            "insert into project (source, name, display_name) values (?, ?, ?)"
                + " on conflict (source, name) do nothing",
            source,
            name.normalised(),
            name.display())
        .update(connection);
  }

  /** Writes down that a change touched what the project's page shows. */
  public void changed(Connection connection, Stamp stamp, long project) throws SQLException {
    Sql.of("update project set last_serial = ? where id = ?", stamp.serial(), project)
        .update(connection);
  }

  /** From its first visible file on the source owns the project. */
  public void own(Connection connection, Stamp stamp, long project, String displayName)
      throws SQLException {
    Sql.of(
            "update project set owned_serial = ?, owned_since = ?, display_name = ?"
                + " where id = ? and owned_serial is null",
            stamp.serial(),
            stamp.instant(),
            displayName,
            project)
        .update(connection);
  }

  /**
   * Moves the last look on.
   *
   * @param before the project as it was when the look was compared with it
   * @return false when it isn't like that any more: nothing was written
   */
  public boolean look(Connection connection, Project before, Look look) throws SQLException {
    return Sql.of(
                "update project set looked_at = ?, look_found = ?, look_serial = ?, look_etag = ?"
                    + " where id = ? and last_serial = ? and looked_at is not distinct from ?",
                look.at(),
                look.found(),
                look.serial(),
                look.etag(),
                before.id(),
                before.lastSerial(),
                before.look() == null ? null : before.look().at())
            .update(connection)
        == 1;
  }

  public Optional<Status> status(Connection connection, long project) throws SQLException {
    return Sql.of(
            "select status, reason from project_state where project = ?"
                + " order by serial desc limit 1",
            project)
        .first(
            connection,
            row ->
                Optional.ofNullable(row.text("status")).map(s -> new Status(s, row.text("reason"))))
        .flatMap(status -> status);
  }

  /** From this change on the project has that status, or none. */
  public void status(Connection connection, Stamp stamp, long project, Optional<Status> status)
      throws SQLException {
    Sql.of(
            "insert into project_state (project, serial, instant, status, reason)"
                + " values (?, ?, ?, ?, ?)",
            project,
            stamp.serial(),
            stamp.instant(),
            status.map(Status::status).orElse(null),
            status.map(Status::reason).orElse(null))
        .update(connection);
  }

  /**
   * A line of a root page.
   *
   * @param name normalised
   * @param lastSerial the newest change of the project's page
   */
  public record Listed(String name, String displayName, long lastSerial) {}

  /**
   * Names that a source owned at a change, in their order, after {@code last}; so a long list is
   * read in pieces, with no connection held between them, and is still of one moment.
   */
  public List<Listed> owned(Connection connection, int source, String last, long serial, int limit)
      throws SQLException {
    return Sql.of(
            "select name, display_name, last_serial from project where source = ? and name > ?"
                + " and owned_serial <= ? order by name limit ?",
            source,
            last,
            serial,
            limit)
        .list(
            connection,
            row ->
                new Listed(
                    row.text("name"),
                    row.text("display_name"),
                    Math.min(serial, row.number("last_serial"))));
  }

  /** A project from a row that has {@link #COLUMNS}. */
  public static Project read(Row row) {
    Instant lookedAt = row.instant("looked_at");
    return new Project(
        row.number("project_id"),
        row.text("project_name"),
        row.numberOrNull("owned_serial"),
        row.number("last_serial"),
        look(row, lookedAt));
  }

  private static @Nullable Look look(Row row, @Nullable Instant lookedAt) {
    return lookedAt == null
        ? null
        : new Look(
            lookedAt,
            row.flag("look_found"),
            row.numberOrNull("look_serial"),
            row.text("look_etag"));
  }
}
