package dev.larder.index.source;

import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The sources in the catalogue. */
@Singleton
public class Sources {
  /** The columns that {@link #read} takes, of a source called {@code s}. */
  public static final String COLUMNS =
      "s.id source_id, s.name source_name, s.type source_type, s.upstream_url,"
          + " s.upstream_credential, s.valid_from source_created";

  public List<Source> all(Connection connection) throws SQLException {
    return Sql.of("select " + COLUMNS + " from source s where s.valid_to is null order by s.id")
        .list(connection, Sources::read);
  }

  public Optional<Source> named(Connection connection, String name) throws SQLException {
    return Sql.of(
            "select " + COLUMNS + " from source s where s.valid_to is null and s.name = ?", name)
        .first(connection, Sources::read);
  }

  public Optional<Source> withId(Connection connection, long id) throws SQLException {
    return Sql.of("select " + COLUMNS + " from source s where s.valid_to is null and s.id = ?", id)
        .first(connection, Sources::read);
  }

  /** The one with that id, also if it was deleted. */
  public Source everWithId(Connection connection, int id) throws SQLException {
    return Sql.of("select " + COLUMNS + " from source s where s.id = ?", id)
        .first(connection, Sources::read)
        .orElseThrow();
  }

  /** Whether there ever was one. */
  public boolean any(Connection connection) throws SQLException {
    return Sql.of("select 1 from source limit 1").first(connection, row -> true).orElse(false);
  }

  public int add(
      Connection connection,
      Stamp stamp,
      String name,
      Source.Type type,
      Optional<Upstream> upstream,
      String by)
      throws SQLException {
    return Sql.of(
            "insert into source (name, type, upstream_url, upstream_credential, from_serial,"
                + " valid_from, by) values (?, ?, ?, ?, ?, ?, ?) returning id",
            name,
            type.wire(),
            upstream.map(u -> u.url().toString()).orElse(null),
            upstream.map(Upstream::credential).orElse(null),
            stamp.serial(),
            stamp.instant(),
            by)
        .first(connection, row -> row.integer("id"))
        .orElseThrow();
  }

  /** A source from a row that has {@link #COLUMNS}. */
  public static Source read(Row row) {
    String url = row.text("upstream_url");
    return new Source(
        row.integer("source_id"),
        row.text("source_name"),
        Source.Type.of(row.text("source_type")),
        Optional.ofNullable(url)
            .map(known -> new Upstream(URI.create(known), row.text("upstream_credential"))),
        row.instant("source_created"));
  }
}
