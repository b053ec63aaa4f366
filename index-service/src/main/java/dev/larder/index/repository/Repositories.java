package dev.larder.index.repository;

import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The repositories in the catalogue, as they are now. */
@Singleton
public class Repositories {
  private static final String SELECT =
      """
      select r.id, r.name, r.type, r.description, r.valid_from, d.repository is not null is_default,
        coalesce((select array_agg(s.name order by b.position) from subscription b
          join source s on s.id = b.source and s.valid_to is null
          where b.repository = r.id and b.valid_to is null), '{}') sources
      from repository r
      left join default_repository d on d.repository = r.id and d.valid_to is null
      where r.valid_to is null
      """;

  public List<Repository> all(Connection connection) throws SQLException {
    return Sql.of(SELECT + " order by r.id").list(connection, Repositories::read);
  }

  /** The one with that name; an empty name is the default one's. */
  public Optional<Repository> named(Connection connection, String name) throws SQLException {
    return name.isEmpty()
        ? Sql.of(SELECT + " and d.repository is not null").first(connection, Repositories::read)
        : Sql.of(SELECT + " and r.name = ?", name).first(connection, Repositories::read);
  }

  public int add(Connection connection, Stamp stamp, String name, String description, String by)
      throws SQLException {
    return Sql.of(
            "insert into repository (name, type, description, from_serial, valid_from, by)"
                + " values (?, 'python', ?, ?, ?, ?) returning id",
            name,
            description,
            stamp.serial(),
            stamp.instant(),
            by)
        .first(connection, row -> row.integer("id"))
        .orElseThrow();
  }

  /** From now on this one answers where a URL names none. There must be no other. */
  public void makeDefault(Connection connection, Stamp stamp, int repository, String by)
      throws SQLException {
    Sql.of(
            "insert into default_repository (repository, from_serial, valid_from, by)"
                + " values (?, ?, ?, ?)",
            repository,
            stamp.serial(),
            stamp.instant(),
            by)
        .update(connection);
  }

  public void subscribe(
      Connection connection, Stamp stamp, int repository, int source, int position, String by)
      throws SQLException {
    Sql.of(
            "insert into subscription (repository, source, position, from_serial, valid_from, by)"
                + " values (?, ?, ?, ?, ?, ?)",
            repository,
            source,
            position,
            stamp.serial(),
            stamp.instant(),
            by)
        .update(connection);
  }

  private static Repository read(Row row) {
    return new Repository(
        row.integer("id"),
        row.text("name"),
        row.text("type"),
        row.text("description"),
        row.flag("is_default"),
        row.texts("sources"),
        row.instant("valid_from"));
  }
}
