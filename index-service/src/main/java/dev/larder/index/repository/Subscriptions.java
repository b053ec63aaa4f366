package dev.larder.index.repository;

import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import dev.larder.index.project.Project;
import dev.larder.index.project.Projects;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which sources a repository has, in which order, and what they know of a name. */
@Singleton
public class Subscriptions {

  /**
   * A source of a repository, and the project there if it was ever heard of.
   *
   * @param owns whether the source owns the project at the moment that was asked for
   */
  public record Standing(Source source, Optional<Project> project, boolean owns) {}

  /** The ids of the sources at a moment, in their order. */
  public List<Integer> at(Connection connection, Repository repository, Moment moment)
      throws SQLException {
    return repository.existed(moment)
        ? Sql.of(
                "select source from subscription where repository = ? and valid_from <= ?"
                    + " and (valid_to is null or valid_to > ?) order by position",
                repository.id(),
                moment.instant(),
                moment.instant())
            .list(connection, row -> row.integer("source"))
        : past(connection, repository);
  }

  /** What the sources at a moment know of a name, in their order. */
  public List<Standing> standings(
      Connection connection, Repository repository, String project, Moment moment)
      throws SQLException {
    return Sql.of(
            "select "
                + Projects.OWNED
                + " owns, "
                + Sources.COLUMNS
                + ", "
                + Projects.COLUMNS
                + " from unnest(?::integer[]) with ordinality b (source, position)"
                + " join source s on s.id = b.source"
                + " left join project p on p.source = s.id and p.name = ? order by b.position",
            moment.instant(),
            moment.instant(),
            moment.instant(),
            at(connection, repository, moment).stream().map(Integer::longValue).toList(),
            project)
        .list(connection, Subscriptions::read);
  }

  /**
   * The sources that instants before the repository was made use: those of the first time that it
   * was asked for such an instant. Without sources nothing is fixed.
   */
  public void fixPast(Connection connection, Repository repository) throws SQLException {
    Sql.of(
            "insert into repository_past (repository, sources, fixed)"
                + " select repository, array_agg(source order by position), clock_timestamp()"
                + " from subscription where repository = ? and valid_to is null"
                + " group by repository on conflict do nothing",
            repository.id())
        .update(connection);
  }

  /** Whether what instants before the repository was made use is still open. */
  public boolean isPastOpen(Connection connection, Repository repository) throws SQLException {
    return past(connection, repository).isEmpty();
  }

  /** Every order of sources that the repository ever had, each with the instants it held. */
  public List<Period> periods(Connection connection, Repository repository) throws SQLException {
    List<Subscription> rows =
        Sql.of(
                "select source, position, valid_from, valid_to from subscription"
                    + " where repository = ? order by position",
                repository.id())
            .list(connection, Subscription::read);
    return Period.of(rows, past(connection, repository), repository.created());
  }

  private static List<Integer> past(Connection connection, Repository repository)
      throws SQLException {
    return Sql.of(
            "select unnest(sources) source from repository_past where repository = ?",
            repository.id())
        .list(connection, row -> row.integer("source"));
  }

  /** Makes these the repository's sources, in this order, from this change on. */
  public void set(
      Connection connection, Stamp stamp, int repository, List<Integer> sources, String by)
      throws SQLException {
    Sql.of(
            "update subscription set valid_to = ?, to_serial = ?"
                + " where repository = ? and valid_to is null",
            stamp.instant(),
            stamp.serial(),
            repository)
        .update(connection);
    List<List<Object>> rows = new ArrayList<>();
    for (int source : sources) {
      rows.add(List.of(repository, source, rows.size(), stamp.serial(), stamp.instant(), by));
    }
    Sql.batch(
        connection,
        "insert into subscription (repository, source, position, from_serial, valid_from, by)"
            + " values (?, ?, ?, ?, ?, ?)",
        rows);
  }

  /** The ids of the sources that a repository has, or had at any time. */
  public List<Integer> everOf(Connection connection, int repository) throws SQLException {
    return Sql.of("select distinct source from subscription where repository = ?", repository)
        .list(connection, row -> row.integer("source"));
  }

  /** The repositories that have the source, or had it at any time, but for deleted ones. */
  public List<String> tagsOfAllWith(Connection connection, int source) throws SQLException {
    return Sql.of(
            "select distinct 'repo:' || r.id tag from subscription b"
                + " join repository r on r.id = b.repository"
                + " where b.source = ? and r.valid_to is null order by tag",
            source)
        .list(connection, row -> row.text("tag"));
  }

  private static Standing read(Row row) {
    return new Standing(
        Sources.read(row),
        row.numberOrNull("project_id") == null ? Optional.empty() : Optional.of(Projects.read(row)),
        row.flag("owns"));
  }
}
