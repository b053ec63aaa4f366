package dev.larder.index.sync;

import dev.larder.index.batch.AppliedBatch;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What finished runs of a source come to. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RunRows extends GenericRepository<AppliedBatch, UUID> {

  /** The change by which a run was finished, if it is the newest. */
  @Query("select serial from sweep where source = :source and run = :run")
  Optional<Long> finished(int source, UUID run);

  /** Names that a run could look at are no longer among those that one couldn't. */
  @Query("delete from unswept where source = :source" + " and name <> all(cast(:failed as text[]))")
  void succeeded(int source, String[] failed);

  /**
   * The last time that it went well was in the newest run so far, if it is the first that failed.
   */
  @Query(
      "insert into unswept (source, name, looked_at, failing_since)"
          + " select :source, n.name, (select looked_at from sweep where source = :source),"
          + " cast(n.since as timestamptz)"
          + " from unnest(cast(:names as text[]), cast(:since as text[])) n (name, since)"
          + " on conflict (source, name) do update"
          + " set failing_since = least(unswept.failing_since, excluded.failing_since)")
  void failed(int source, String[] names, String[] since);

  /** Whether a name has failed for less long, so that nobody gave it up yet. */
  @Query("select exists (select 1 from unswept where source = :source and failing_since > :after)")
  boolean anyFailingSince(int source, Instant after);

  /** Root pages that are known by a run go without the names that failed for long. */
  @Query(
      "insert into root_gap (source, name, after, until)"
          + " select u.source, u.name, coalesce(greatest(u.looked_at, w.covered_until),"
          + " '-infinity'), :until from unswept u left join sweep w on w.source = u.source"
          + " where u.source = :source and coalesce(greatest(u.looked_at, w.covered_until),"
          + " '-infinity') < :until on conflict do nothing")
  void leaveGaps(int source, Instant until);

  @Query(
      "insert into sweep as w"
          + " (source, run, generation, looked_at, upstream_serial, covered_until, serial)"
          + " values (:source, :run, :generation, :startedAt, :upstreamSerial,"
          + " case when :covered then cast(:startedAt as timestamptz) end, :serial)"
          + " on conflict (source) do update set run = excluded.run,"
          + " generation = excluded.generation,"
          + " looked_at = greatest(w.looked_at, excluded.looked_at),"
          + " upstream_serial = excluded.upstream_serial,"
          + " covered_until = greatest(w.covered_until, excluded.covered_until),"
          + " serial = excluded.serial")
  void finish(
      int source,
      UUID run,
      int generation,
      Instant startedAt,
      @Nullable Long upstreamSerial,
      boolean covered,
      long serial);
}
