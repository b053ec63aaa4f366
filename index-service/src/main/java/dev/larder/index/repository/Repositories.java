package dev.larder.index.repository;

import dev.larder.index.access.Asking;
import dev.larder.index.access.Caller;
import dev.larder.index.access.Rights;
import dev.larder.index.change.Refusal;
import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import dev.larder.index.repository.Repository.Subscribed;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.snapshot.Span;
import dev.larder.index.source.Source;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The repositories in the catalogue; a deleted one is at no moment. */
@Singleton
public class Repositories {
  /** A repository, and when a name meant it. */
  public record Held(Repository repository, Span span) {}

  private static final String COLUMNS =
      """
      r.id, r.name, r.type, r.description, r.hidden, r.authenticated, r.valid_from,
        exists (select 1 from default_repository d
          where d.repository = r.id and d.valid_to is null) is_default,
        coalesce((select array_agg(s.name order by b.position) from subscription b
          join source s on s.id = b.source
          where b.repository = r.id and b.valid_to is null), '{}') sources,
        coalesce((select array_agg(s.type order by b.position) from subscription b
          join source s on s.id = b.source
          where b.repository = r.id and b.valid_to is null), '{}') source_types
      """;

  private static final String SELECT =
      "select " + COLUMNS + " from repository r where r.valid_to is null";

  /** In the order in which they were made. */
  public List<Repository> all(Connection connection) throws SQLException {
    return Sql.of(SELECT + " order by r.id").list(connection, Repositories::read);
  }

  /** The one that has that name now; an empty name is the default one's. */
  public Optional<Repository> named(Connection connection, String name) throws SQLException {
    return named(connection, name, Moment.LATEST);
  }

  /**
   * The one that had that name at a moment; before anyone had it, the first that did. An empty name
   * is the default one's.
   */
  public Optional<Repository> named(Connection connection, String name, Moment moment)
      throws SQLException {
    return name.isEmpty()
        ? Sql.of(
                "select "
                    + COLUMNS
                    + " from default_repository h join repository r on r.id = h.repository"
                    + " where r.valid_to is null and (h.valid_to is null or h.valid_to > ?)"
                    + " order by h.valid_from limit 1",
                moment.instant())
            .first(connection, Repositories::read)
        : Sql.of(
                "select "
                    + COLUMNS
                    + " from repository_naming h join repository r on r.id = h.repository"
                    + " where h.name = ? and r.valid_to is null"
                    + " and (h.valid_to is null or h.valid_to > ?)"
                    + " order by h.valid_from limit 1",
                name,
                moment.instant())
            .first(connection, Repositories::read);
  }

  /**
   * Those that have the name, or had it at any time, each with the instants at which {@link
   * #named(Connection, String, Moment) the name means} it: a file's URL has no instant. The newest
   * comes first. An empty name is the default one's.
   */
  public List<Held> everNamed(Connection connection, String name) throws SQLException {
    String holders =
        name.isEmpty()
            ? "select repository, valid_from, valid_to from default_repository where ? = ''"
            : "select repository, valid_from, valid_to from repository_naming where name = ?";
    return Sql.of(
            "select h.held_from, h.held_to, "
                + COLUMNS
                + " from (select t.repository, t.valid_to held_to,"
                + " lag(t.valid_to) over (order by t.valid_from) held_from from ("
                + holders
                + ") t join repository e on e.id = t.repository and e.valid_to is null) h"
                + " join repository r on r.id = h.repository order by h.held_to desc nulls first",
            name)
        .list(connection, row -> new Held(read(row), held(row)));
  }

  /** What answers of all that ever had a name are tagged with. */
  public List<String> tagsOfAllEverNamed(Connection connection, String name) throws SQLException {
    return everNamed(connection, name).stream().map(held -> held.repository().tag()).toList();
  }

  private static Span held(Row row) {
    Instant from = row.instant("held_from");
    Instant to = row.instant("held_to");
    return new Span(from == null ? Instant.MIN : from, to == null ? Instant.MAX : to);
  }

  /** The one that a URL names by its id; also if it was deleted. */
  public Repository everWithId(Connection connection, int id) throws SQLException {
    return Sql.of("select " + COLUMNS + " from repository r where r.id = ?", id)
        .first(connection, Repositories::read)
        .orElseThrow();
  }

  /** The names of those that subscribe to a source now and are there for who asks. */
  public List<String> subscribedTo(Connection connection, String source) throws SQLException {
    Caller caller = Asking.current().caller();
    return all(connection).stream()
        .filter(each -> Rights.sees(caller, each))
        .filter(each -> each.sources().stream().anyMatch(one -> one.name().equals(source)))
        .map(Repository::name)
        .toList();
  }

  /** What answers of all of them are tagged with. */
  public List<String> tags(Connection connection) throws SQLException {
    return all(connection).stream().map(Repository::tag).toList();
  }

  /** The refusal of a name that no repository has. */
  public Refusal missing(Connection connection, String name) throws SQLException {
    Asking asking = Asking.current();
    List<String> seen =
        all(connection).stream()
            .filter(each -> asking.byService() || Rights.sees(asking.caller(), each))
            .map(Repository::name)
            .toList();
    return Refusal.missing(
        "repository '%s' does not exist; existing: %s"
            .formatted(name, seen.isEmpty() ? "none" : String.join(", ", seen)));
  }

  /** The one of that name, if it is there for who asks. */
  public Optional<Repository> seen(Connection connection, String name) throws SQLException {
    Caller caller = Asking.current().caller();
    return named(connection, name).filter(each -> Rights.sees(caller, each));
  }

  /** An id that no repository had yet, while the clock is locked; rows are never deleted. */
  public int nextId(Connection connection) throws SQLException {
    return Sql.of("select coalesce(max(id), 0) + 1 id from repository")
        .first(connection, row -> row.integer("id"))
        .orElseThrow();
  }

  public void add(
      Connection connection, Stamp stamp, int id, String name, Repository.Traits traits, String by)
      throws SQLException {
    Sql.of(
            "insert into repository (id, name, type, description, hidden, authenticated,"
                + " from_serial, valid_from, by)"
                + " values (?, ?, 'python', ?, ?, ?, ?, ?, ?)",
            id,
            name,
            traits.description(),
            traits.hidden(),
            traits.authenticated(),
            stamp.serial(),
            stamp.instant(),
            by)
        .update(connection);
    hold(connection, stamp, id, name, by);
  }

  /** Gives a repository other traits; they have no history, for no page shows them. */
  public void edit(Connection connection, int repository, Repository.Traits traits)
      throws SQLException {
    Sql.of(
            "update repository set description = ?, hidden = ?, authenticated = ? where id = ?",
            traits.description(),
            traits.hidden(),
            traits.authenticated(),
            repository)
        .update(connection);
  }

  /** Ends a repository: from now on it is at no moment. */
  public void end(Connection connection, Stamp stamp, int repository) throws SQLException {
    for (String table : List.of("repository_naming", "subscription")) {
      Sql.of(
              "update %s set valid_to = ?, to_serial = ? where repository = ? and valid_to is null"
                  .formatted(table),
              stamp.instant(),
              stamp.serial(),
              repository)
          .update(connection);
    }
    Sql.of(
            "update repository set valid_to = ?, to_serial = ? where id = ?",
            stamp.instant(),
            stamp.serial(),
            repository)
        .update(connection);
  }

  /** Gives a repository another name, from this change on. */
  public void rename(Connection connection, Stamp stamp, int repository, String name, String by)
      throws SQLException {
    Sql.of(
            "update repository_naming set valid_to = ?, to_serial = ?"
                + " where repository = ? and valid_to is null",
            stamp.instant(),
            stamp.serial(),
            repository)
        .update(connection);
    hold(connection, stamp, repository, name, by);
    Sql.of("update repository set name = ? where id = ?", name, repository).update(connection);
  }

  private static void hold(
      Connection connection, Stamp stamp, int repository, String name, String by)
      throws SQLException {
    Sql.of(
            "insert into repository_naming (repository, name, from_serial, valid_from, by)"
                + " values (?, ?, ?, ?, ?)",
            repository,
            name,
            stamp.serial(),
            stamp.instant(),
            by)
        .update(connection);
  }

  /** From this change on this one answers where a URL names none. */
  public void makeDefault(Connection connection, Stamp stamp, int repository, String by)
      throws SQLException {
    Sql.of(
            "update default_repository set valid_to = ?, to_serial = ? where valid_to is null",
            stamp.instant(),
            stamp.serial())
        .update(connection);
    Sql.of(
            "insert into default_repository (repository, from_serial, valid_from, by)"
                + " values (?, ?, ?, ?)",
            repository,
            stamp.serial(),
            stamp.instant(),
            by)
        .update(connection);
  }

  private static Repository read(Row row) {
    List<Subscribed> sources = new ArrayList<>();
    List<String> types = row.texts("source_types");
    for (String name : row.texts("sources")) {
      sources.add(new Subscribed(name, Source.Type.of(types.get(sources.size()))));
    }
    return new Repository(
        row.integer("id"),
        row.text("name"),
        row.text("type"),
        new Repository.Traits(
            row.text("description"), row.flag("hidden"), row.flag("authenticated")),
        row.flag("is_default"),
        List.copyOf(sources),
        row.instant("valid_from"));
  }
}
