package dev.larder.index.source;

import dev.larder.index.access.Asking;
import dev.larder.index.access.Caller;
import dev.larder.index.access.Rights;
import dev.larder.index.change.Refusal;
import dev.larder.index.clock.Stamp;
import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The sources in the catalogue. */
@Singleton
public class Sources {
  /** The columns that {@link #read} takes, of a source called {@code s}. */
  public static final String COLUMNS =
      "s.id source_id, s.name source_name, s.type source_type, s.upstream_url,"
          + " s.upstream_credential, s.upstream_inside, s.upstream_allow, s.upstream_proxy,"
          + " s.upstream_missing_status, s.max_file_size, s.valid_from source_created,"
          + " s.upstream_generation";

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

  /** Those with these ids, in that order, also if they were deleted. */
  public List<Source> everWithIds(Connection connection, List<Integer> ids) throws SQLException {
    return Sql.of(
            "select "
                + COLUMNS
                + " from unnest(?::integer[]) with ordinality i (id, position)"
                + " join source s on s.id = i.id order by i.position",
            ids.stream().map(Integer::longValue).toList())
        .list(connection, Sources::read);
  }

  /** Whether there ever was one. */
  public boolean any(Connection connection) throws SQLException {
    return Sql.of("select 1 from source limit 1").first(connection, row -> true).orElse(false);
  }

  /** The refusal of a name that no source has. */
  public Refusal missing(Connection connection, String name) throws SQLException {
    Asking asking = Asking.current();
    List<String> seen =
        all(connection).stream()
            .filter(each -> asking.byService() || Rights.sees(asking.caller(), each))
            .map(Source::name)
            .toList();
    return Refusal.missing(
        "source '%s' does not exist; existing: %s"
            .formatted(name, seen.isEmpty() ? "none" : String.join(", ", seen)));
  }

  /** The one of that name, if it is there for who asks. */
  public Optional<Source> seen(Connection connection, String name) throws SQLException {
    Caller caller = Asking.current().caller();
    return named(connection, name).filter(each -> Rights.sees(caller, each));
  }

  /** An id that no source had yet, while the clock is locked; rows are never deleted. */
  public int nextId(Connection connection) throws SQLException {
    return Sql.of("select coalesce(max(id), 0) + 1 id from source")
        .first(connection, row -> row.integer("id"))
        .orElseThrow();
  }

  public void add(
      Connection connection,
      Stamp stamp,
      int id,
      String name,
      Source.Type type,
      Optional<Upstream> upstream,
      @Nullable Long maxFileSize,
      String by)
      throws SQLException {
    Sql.of(
            "insert into source (id, name, type, upstream_url, upstream_credential,"
                + " upstream_inside, upstream_allow, upstream_proxy, upstream_missing_status,"
                + " max_file_size, from_serial, valid_from, by)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            name,
            type.wire(),
            upstream.map(u -> u.url().toString()).orElse(null),
            upstream.map(Upstream::credential).orElse(null),
            reaching(upstream, Reaching::inside),
            reaching(upstream, Reaching::allow),
            upstream.map(known -> known.reaching().proxy()).orElse(null),
            reaching(upstream, Reaching::missingStatus),
            maxFileSize,
            stamp.serial(),
            stamp.instant(),
            by)
        .update(connection);
  }

  /**
   * Lets a source look elsewhere, or take files of another size. What another index says is not
   * compared with what the former one said last.
   */
  public void edit(
      Connection connection,
      Stamp stamp,
      int source,
      Optional<Upstream> upstream,
      @Nullable Long maxFileSize)
      throws SQLException {
    Sql.of(
            "update source set upstream_since = case when upstream_url is distinct from ?"
                + " then ? else upstream_since end,"
                + " upstream_generation = upstream_generation"
                + " + case when upstream_url is distinct from ? then 1 else 0 end,"
                + " upstream_url = ?, upstream_credential = ?, upstream_inside = ?,"
                + " upstream_allow = ?, upstream_proxy = ?, upstream_missing_status = ?,"
                + " max_file_size = ? where id = ?",
            upstream.map(u -> u.url().toString()).orElse(null),
            stamp.instant(),
            upstream.map(u -> u.url().toString()).orElse(null),
            upstream.map(u -> u.url().toString()).orElse(null),
            upstream.map(Upstream::credential).orElse(null),
            reaching(upstream, Reaching::inside),
            reaching(upstream, Reaching::allow),
            upstream.map(known -> known.reaching().proxy()).orElse(null),
            reaching(upstream, Reaching::missingStatus),
            maxFileSize,
            source)
        .update(connection);
  }

  /** Keeps in which kinds of inside addresses an upstream's host is, where nothing is known yet. */
  int inside(Connection connection, int source, Upstream upstream, List<String> kinds)
      throws SQLException {
    return Sql.of(
            "update source set upstream_inside = ? where id = ? and upstream_url = ?"
                + " and upstream_inside is null",
            String.join(" ", kinds),
            source,
            upstream.url().toString())
        .update(connection);
  }

  /** Ends a source; what it showed in the past it goes on showing there. */
  public void end(Connection connection, Stamp stamp, int source) throws SQLException {
    Sql.of(
            "update source set valid_to = ?, to_serial = ? where id = ?",
            stamp.instant(),
            stamp.serial(),
            source)
        .update(connection);
  }

  /** A list of words without blanks as one text; null where there is no list. */
  private static @Nullable String reaching(
      Optional<Upstream> upstream, Function<Reaching, List<?>> of) {
    return upstream
        .map(Upstream::reaching)
        .map(of)
        .map(values -> String.join(" ", values.stream().map(Object::toString).toList()))
        .orElse(null);
  }

  private static Reaching reaching(Row row) {
    String inside = row.text("upstream_inside");
    return new Reaching(
        inside == null ? null : words(inside),
        words(row.text("upstream_allow")),
        row.text("upstream_proxy"),
        words(row.text("upstream_missing_status")).stream().map(Integer::valueOf).toList());
  }

  private static List<String> words(@Nullable String text) {
    return text == null || text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  /** A source from a row that has {@link #COLUMNS}. */
  public static Source read(Row row) {
    String url = row.text("upstream_url");
    return new Source(
        row.integer("source_id"),
        row.text("source_name"),
        Source.Type.of(row.text("source_type")),
        Optional.ofNullable(url)
            .map(
                known ->
                    new Upstream(
                        URI.create(known), row.text("upstream_credential"), reaching(row))),
        row.numberOrNull("max_file_size"),
        row.instant("source_created"),
        row.integer("upstream_generation"));
  }
}
