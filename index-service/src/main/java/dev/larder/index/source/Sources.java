package dev.larder.index.source;

import dev.larder.index.access.RequestContext;
import dev.larder.index.change.Refusal;
import dev.larder.index.clock.Stamp;
import dev.larder.index.type.SourceType;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sources in the catalogue. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Sources extends GenericRepository<SourceRow, Integer> {

  List<SourceRow> findByValidToIsNullOrderById();

  Optional<SourceRow> findByNameAndValidToIsNull(String name);

  Optional<SourceRow> findByIdAndValidToIsNull(int id);

  Optional<SourceRow> findById(int id);

  void save(SourceRow row);

  @Query(
      "select s.* from unnest(cast(:ids as integer[])) with ordinality i (id, position)"
          + " join source s on s.id = i.id order by i.position")
  List<SourceRow> inOrder(int[] ids);

  /** Whether there ever was one. */
  @Query("select exists (select 1 from source)")
  boolean any();

  /** An id that no source had yet, while the clock is locked; rows are never deleted. */
  @Query("select coalesce(max(id), 0) + 1 from source")
  int nextId();

  @Query(
      "update source set upstream_since = case when upstream_url is distinct from :url"
          + " then :instant else upstream_since end,"
          + " upstream_generation = upstream_generation"
          + " + case when upstream_url is distinct from :url then 1 else 0 end,"
          + " upstream_url = :url, upstream_credential = :credential, upstream_inside = :inside,"
          + " upstream_allow = :allow, upstream_proxy = :proxy,"
          + " upstream_ca = :ca, upstream_client_certificate = :clientCertificate,"
          + " upstream_missing_status = :missingStatus, max_file_size = :maxFileSize,"
          + " sync_schedule = :schedule, offline_since = :offlineSince where id = :id")
  void edit(
      int id,
      Instant instant,
      @Nullable String url,
      @Nullable String credential,
      @Nullable String inside,
      @Nullable String allow,
      @Nullable String proxy,
      @Nullable String ca,
      @Nullable String clientCertificate,
      @Nullable String missingStatus,
      @Nullable Long maxFileSize,
      @Nullable String schedule,
      @Nullable Instant offlineSince);

  @Query(
      "update source set upstream_inside = :inside"
          + " where id = :id and upstream_url = :url and upstream_inside is null")
  long inside(int id, String url, String inside);

  @Query("update source set valid_to = :instant, to_serial = :serial where id = :id")
  void end(int id, Instant instant, long serial);

  default List<Source> all() {
    return sources(findByValidToIsNullOrderById());
  }

  default Optional<Source> named(String name) {
    return findByNameAndValidToIsNull(name).map(SourceRow::source);
  }

  default Optional<Source> withId(long id) {
    return id == (int) id
        ? findByIdAndValidToIsNull((int) id).map(SourceRow::source)
        : Optional.empty();
  }

  /** The one with that id, also if it was deleted. */
  default Source everWithId(int id) {
    return findById(id).orElseThrow().source();
  }

  /** Those with these ids, in that order, also if they were deleted. */
  default List<Source> everWithIds(List<Integer> ids) {
    return sources(inOrder(ids.stream().mapToInt(Integer::intValue).toArray()));
  }

  private static List<Source> sources(List<SourceRow> rows) {
    return rows.stream().map(SourceRow::source).toList();
  }

  /** The refusal of a name that no source has. */
  default Refusal missing(RequestContext context, String name) {
    List<String> seen =
        all().stream()
            .filter(each -> context.byService() || SourceRights.sees(context.caller(), each))
            .map(Source::name)
            .toList();
    return Refusal.missing(
        "source '%s' does not exist; existing: %s"
            .formatted(name, seen.isEmpty() ? "none" : String.join(", ", seen)));
  }

  /** The one of that name, if it is there for who asks. */
  default Optional<Source> seen(RequestContext context, String name) {
    return named(name).filter(each -> SourceRights.sees(context.caller(), each));
  }

  default void add(
      Stamp stamp,
      int id,
      String name,
      SourceType type,
      Optional<Upstream> upstream,
      @Nullable Long maxFileSize,
      String by) {
    ConnectionSettings connection = upstream.map(Upstream::connection).orElse(null);
    save(
        new SourceRow(
            id,
            name,
            type.wire(),
            upstream.map(known -> known.url().toString()).orElse(null),
            upstream.map(Upstream::credential).orElse(null),
            connection == null ? null : SourceRow.text(connection.inside()),
            connection == null ? null : SourceRow.text(connection.allow()),
            connection == null ? null : connection.proxy(),
            connection == null ? null : connection.ca(),
            connection == null ? null : connection.clientCertificate(),
            connection == null ? null : SourceRow.text(connection.missingStatus()),
            maxFileSize,
            1,
            null,
            null,
            stamp.serial(),
            stamp.instant(),
            null,
            null,
            by));
  }

  /**
   * Lets a source look elsewhere, at other times or not at all, or take files of another size. What
   * another index says is not compared with what the former one said last.
   */
  default void edit(
      Stamp stamp,
      int source,
      Optional<Upstream> upstream,
      @Nullable Long maxFileSize,
      @Nullable String schedule,
      @Nullable Instant offlineSince) {
    ConnectionSettings connection = upstream.map(Upstream::connection).orElse(null);
    edit(
        source,
        stamp.instant(),
        upstream.map(known -> known.url().toString()).orElse(null),
        upstream.map(Upstream::credential).orElse(null),
        connection == null ? null : SourceRow.text(connection.inside()),
        connection == null ? null : SourceRow.text(connection.allow()),
        connection == null ? null : connection.proxy(),
        connection == null ? null : connection.ca(),
        connection == null ? null : connection.clientCertificate(),
        connection == null ? null : SourceRow.text(connection.missingStatus()),
        maxFileSize,
        schedule,
        offlineSince);
  }

  /** Keeps in which kinds of inside addresses an upstream's host is, where nothing is known yet. */
  default boolean inside(int source, Upstream upstream, List<String> kinds) {
    return inside(source, upstream.url().toString(), String.join(" ", kinds)) == 1;
  }

  /** Ends a source; what it showed in the past it goes on showing there. */
  default void end(Stamp stamp, int source) {
    end(source, stamp.instant(), stamp.serial());
  }
}
