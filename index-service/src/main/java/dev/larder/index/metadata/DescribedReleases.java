package dev.larder.index.metadata;

import dev.larder.index.database.Endless;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of releases that pages don't say. What isn't there isn't known, or not yet. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface DescribedReleases extends GenericRepository<ReleaseMetadataRow, Long> {

  /** Whether the file that says {@code m} was there at {@code :instant}, if that isn't now. */
  String THERE =
      "(:latest or exists (select 1 from file f where f.project = m.project and f.id = m.file"
          + " and f.visible_from <= :instant))";

  /** A project's name in a source. */
  record Key(int source, String name) {}

  /** A summary as it is read. */
  @Introspected
  record SummaryRow(int source, String name, @Nullable String summary) {}

  @Query(
      "select m.* from metadata_reading r join release_metadata m on m.file = r.file"
          + " where r.project = :project")
  Optional<ReleaseMetadataRow> current(long project);

  @Query(
      "select p.source, p.name, m.summary from unnest(cast(:sources as integer[]),"
          + " cast(:names as text[])) k (source, name)"
          + " join project p on p.source = k.source and p.name = k.name"
          + " join metadata_reading r on r.project = p.id"
          + " join release_metadata m on m.file = r.file where "
          + THERE)
  List<SummaryRow> summaries(
      int[] sources,
      String[] names,
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant,
      boolean latest);

  /** Whether what that file says is known. */
  @Query("select exists (select 1 from release_metadata where file = :file)")
  boolean knows(long file);

  /** Whether the project's page lists the file; it goes on doing so until the transaction ends. */
  @Query(
      "select f.id from file f where f.project = :project and f.id = :file"
          + " and f.visible_to is null and f.purged_serial is null for share")
  Optional<Long> listed(long project, long file);

  @Query(
      "insert into release_metadata (file, project, version, summary, author, author_email,"
          + " license, license_expression, keywords, requires_dist)"
          + " values (:file, :project, :version, :summary, :author, :authorEmail, :license,"
          + " :licenseExpression, :keywords, :requiresDist) on conflict (file) do nothing")
  void insert(ReleaseMetadataRow row);

  /** What the newest release that is known says of itself. */
  default Optional<ReleaseMetadata> of(long project) {
    return current(project).map(ReleaseMetadataRow::said);
  }

  /**
   * The summaries of projects; of one that is not among the answer none is known, of one that is
   * there without it is known that there is none.
   *
   * @param instant what a later file says isn't known
   * @param latest whether that is now
   */
  default Map<Key, SummaryRow> summaries(Collection<Key> keys, Instant instant, boolean latest) {
    Map<Key, SummaryRow> known = new HashMap<>();
    if (!keys.isEmpty()) {
      summaries(
              keys.stream().mapToInt(Key::source).toArray(),
              keys.stream().map(Key::name).toArray(String[]::new),
              instant,
              latest)
          .forEach(row -> known.put(new Key(row.source(), row.name()), row));
    }
    return known;
  }

  /** Keeps what a file says, for ever. */
  default void keep(long project, long file, ReleaseMetadata said) {
    insert(ReleaseMetadataRow.of(project, file, said));
  }
}
