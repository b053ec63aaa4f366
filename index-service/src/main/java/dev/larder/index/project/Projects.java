package dev.larder.index.project;

import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Limited;
import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import dev.larder.index.project.Project.Look;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.snapshot.Span;
import dev.larder.packaging.FieldLimit;
import dev.larder.packaging.ProjectName;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The projects in the catalogue. */
@Singleton
public class Projects {
  /** Behind a prefix it is behind every name that begins so: names are of ASCII. */
  static final String BEHIND = "\u007f";

  /** Whether the last look was at the upstream that the source has now. */
  private static final String SAME_UPSTREAM =
      "not exists (select 1 from source u where u.id = p.source and u.upstream_since >"
          + " p.looked_at)";

  /** How a project called {@code p} is written. */
  public static final String DISPLAY_NAME =
      Limited.beginning("p.display_name", FieldLimit.PROJECT_NAME) + " display_name";

  /** The columns that {@link #read} takes, of a project called {@code p}. */
  public static final String COLUMNS =
      "p.id project_id, p.name project_name, "
          + DISPLAY_NAME
          + ", p.owned_since, p.last_serial,"
          + " p.looked_at, p.look_found, case when "
          + SAME_UPSTREAM
          + " then p.look_serial end look_serial, case when "
          + SAME_UPSTREAM
          + " then "
          + Limited.orNull("p.look_etag", FieldLimit.HEADER)
          + " end look_etag";

  /** Whether a project called {@code p} is owned at an instant, which is given three times. */
  public static final String OWNED =
      "(p.owned_since <= ? or exists (select 1 from former_ownership o where o.project = p.id"
          + " and o.valid_from <= ? and o.valid_to > ?))";

  /**
   * Whether root pages of an instant, which is given twice, go without a project called {@code p}.
   */
  static final String IN_GAP =
      "exists (select 1 from root_gap g where g.source = p.source and g.name = p.name"
          + " and g.after < ? and g.until >= ?)";

  /** Lines of a root page of a project called {@code p}, up to a serial, which is given twice. */
  static final String LISTED =
      "select p.name, "
          + DISPLAY_NAME
          + ", case when p.last_serial <= ? then p.last_serial"
          + " else coalesce((select max(c.serial) from change c where c.source = p.source"
          + " and c.project = p.name and c.serial <= ?), p.owned_serial) end serial"
          + " from project p";

  private final Sql sql;

  Projects(Sql sql) {
    this.sql = sql;
  }

  public Optional<Project> find(int source, String name) {
    return sql.of(
            "select " + COLUMNS + " from project p where p.source = ? and p.name = ?", source, name)
        .first(Projects::read);
  }

  /** Makes sure that there is a row for the name; alone, that shows nowhere. */
  public void ensure(int source, ProjectName name) {
    sql.of(
            "insert into project (source, name, display_name) values (?, ?, ?)"
                + " on conflict (source, name) do nothing",
            source,
            name.normalised(),
            name.display())
        .update();
  }

  /**
   * A change adds a file to a project of a source that owns whatever has files: there is a row for
   * it, it is owned from now on unless it is already, and its page has changed. Gives its id.
   */
  public long publish(Stamp stamp, int source, ProjectName name) {
    return sql.of(
            "insert into project as p (source, name, display_name, owned_serial, owned_since,"
                + " last_serial) values (?, ?, ?, ?, ?, ?) on conflict (source, name) do update"
                + " set display_name = case when p.owned_serial is null"
                + " then excluded.display_name else p.display_name end,"
                + " owned_serial = coalesce(p.owned_serial, excluded.owned_serial),"
                + " owned_since = coalesce(p.owned_since, excluded.owned_since),"
                + " last_serial = excluded.last_serial returning id",
            source,
            name.normalised(),
            name.display(),
            stamp.serial(),
            stamp.instant(),
            stamp.serial())
        .first(row -> row.number("id"))
        .orElseThrow();
  }

  /** Writes down that a change touched what the project's page shows. */
  public void changed(Stamp stamp, long project) {
    sql.of("update project set last_serial = ? where id = ?", stamp.serial(), project).update();
  }

  /**
   * From its first visible file on the source owns the project.
   *
   * @param since when that became visible
   */
  public void own(Stamp stamp, long project, String displayName, Instant since) {
    sql.of(
            "update project set owned_serial = ?, owned_since = ?, display_name = ?"
                + " where id = ? and owned_serial is null",
            stamp.serial(),
            since,
            displayName,
            project)
        .update();
  }

  /**
   * Moves the last look on.
   *
   * @param before the project as it was when the look was compared with it
   * @return false when it isn't like that any more: nothing was written
   */
  public boolean look(Project before, Look look) {
    return sql.of(
                "update project set looked_at = ?, look_found = ?, look_serial = ?, look_etag = ?,"
                    + " behind_since = null, behind_looks = 0"
                    + " where id = ? and last_serial = ? and looked_at is not distinct from ?",
                look.at(),
                look.found(),
                look.serial(),
                look.etag(),
                before.id(),
                before.lastSerial(),
                before.look() == null ? null : before.look().at())
            .update()
        == 1;
  }

  /** Ends the ownership: later sources may show a project of that name from this change on. */
  public void release(Stamp stamp, long project) {
    sql.of(
            "insert into former_ownership (project, from_serial, valid_from, to_serial, valid_to)"
                + " select id, owned_serial, owned_since, ?, ? from project where id = ?",
            stamp.serial(),
            stamp.instant(),
            project)
        .update();
    sql.of("update project set owned_serial = null, owned_since = null where id = ?", project)
        .update();
  }

  /** When the source owned the project, up to now. */
  public List<Span> ownerships(long project) {
    return sql.of(
            "select valid_from, valid_to from former_ownership where project = ?"
                + " union all select owned_since, null from project"
                + " where id = ? and owned_since is not null",
            project,
            project)
        .list(
            row -> {
              Instant end = row.instant("valid_to");
              return new Span(row.instant("valid_from"), end == null ? Instant.MAX : end);
            });
  }

  /**
   * How things stand with a project.
   *
   * @param lastSerial the newest change of its page, whatever the moment
   * @param status at the moment
   */
  public record State(long lastSerial, Optional<Status> status) {}

  /** How things stand with a project that is there. */
  public State state(long project, Moment moment) {
    return sql.of(
            "select p.last_serial, s.status, "
                + Limited.beginning("s.reason", FieldLimit.STATUS_REASON)
                + " reason from project p left join lateral (select status, reason"
                + " from project_state where project = p.id and instant <= ?"
                + " order by serial desc limit 1) s on true where p.id = ?",
            moment.instant(),
            project)
        .first(row -> new State(row.number("last_serial"), status(row)))
        .orElseThrow();
  }

  private static Optional<Status> status(Row row) {
    return Optional.ofNullable(row.text("status"))
        .map(
            status ->
                new Status(status, Limited.cut(row.text("reason"), FieldLimit.STATUS_REASON)));
  }

  /**
   * Gives the project that status, or none.
   *
   * @param since from when on: the change's instant, or an earlier one for the first that is known
   */
  public void status(Stamp stamp, long project, Instant since, Optional<Status> status) {
    sql.of(
            "insert into project_state (project, serial, instant, status, reason)"
                + " values (?, ?, ?, ?, ?)",
            project,
            stamp.serial(),
            since,
            status.map(Status::status).orElse(null),
            status.map(Status::reason).orElse(null))
        .update();
  }

  /**
   * A line of a root page.
   *
   * @param source id
   * @param name normalised
   * @param lastSerial the newest change of the project's page
   */
  public record Listed(int source, String name, String displayName, long lastSerial) {}

  /**
   * Names that a source owned at an instant and that begin so, in their order, after {@code last};
   * so a long list is read in pieces, with no connection held between them, and is still of one
   * moment.
   *
   * @param serial the newest change at the instant
   */
  public List<Listed> owned(
      int source, String prefix, String last, Instant instant, long serial, int limit) {
    return sql.of(
            LISTED
                + " where p.source = ? and p.name > ? and p.name >= ? and p.name < ? and "
                + OWNED
                + " and not "
                + IN_GAP
                + " order by p.name limit ?",
            serial,
            serial,
            source,
            last,
            prefix,
            prefix + BEHIND,
            instant,
            instant,
            instant,
            instant,
            instant,
            limit)
        .list(row -> listed(source, row));
  }

  static Listed listed(int source, Row row) {
    return new Listed(source, row.text("name"), row.text("display_name"), row.number("serial"));
  }

  /**
   * How many names sources owned at an instant that begin so and that none of the patterns matches,
   * in which {@code *} stands for any text.
   */
  public long countOwned(
      List<Integer> sources, String prefix, List<String> without, Instant instant) {
    return sql.of(
            "select count(distinct p.name) names from project p where p.source = any(?::bigint[])"
                + " and p.name >= ? and p.name < ? and not p.name like any(?::text[]) and "
                + OWNED,
            sources,
            prefix,
            prefix + BEHIND,
            without.stream().map(pattern -> pattern.replace('*', '%')).toList(),
            instant,
            instant,
            instant)
        .first(row -> row.number("names"))
        .orElse(0L);
  }

  /** A project from a row that has {@link #COLUMNS}. */
  public static Project read(Row row) {
    Instant lookedAt = row.instant("looked_at");
    return new Project(
        row.number("project_id"),
        row.text("project_name"),
        row.text("display_name"),
        row.instant("owned_since"),
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
