package dev.larder.sync.failure;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What couldn't be looked at, by source and name. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Failures extends GenericRepository<Failure, Integer> {
  /** Notes that a name failed, once more where it has before. */
  @Query(
      "insert into failure (source, name, run, serial, etag, tries, since, last, detail)"
          + " values (:source, :name, :run, :serial, :etag, 1, :at, :at, :detail)"
          + " on conflict (source, name) do update set run = excluded.run,"
          + " serial = coalesce(excluded.serial, failure.serial),"
          + " etag = coalesce(excluded.etag, failure.etag), tries = failure.tries + 1,"
          + " last = excluded.last, detail = excluded.detail")
  void note(
      int source,
      String name,
      UUID run,
      @Nullable Long serial,
      @Nullable String etag,
      Instant at,
      String detail);

  /** These could be looked at. */
  @Query("delete from failure where source = :source and name = any(:names)")
  void clear(int source, String[] names);

  /** All of a source that a newer run didn't note again. */
  @Query("delete from failure where source = :source and run <> :run")
  void clearBefore(int source, UUID run);

  @Query("select count(*) from failure where run = :run")
  long count(UUID run);

  @Query("select * from failure where run = :run and name > :after order by name limit :most")
  List<Failure> after(UUID run, String after, int most);

  @Query("select * from failure where source = :source and name > :after order by name limit :most")
  List<Failure> ofSource(int source, String after, int most);
}
