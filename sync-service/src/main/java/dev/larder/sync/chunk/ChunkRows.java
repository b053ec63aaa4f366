package dev.larder.sync.chunk;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ChunkRows extends GenericRepository<ChunkRow, Integer> {
  @Query(
      "insert into chunk (run, number, second_look, size, names, done)"
          + " values (:run, :number, :secondLook, :size, :names, '')")
  void add(UUID run, int number, boolean secondLook, int size, byte[] names);

  @Query("select count(*) from chunk where run = :run")
  long count(UUID run);

  @Query("select coalesce(max(number), 0) from chunk where run = :run")
  int last(UUID run);

  /** One that nobody works on, of runs that fetch. */
  @Query(
      "select c.* from chunk c join run r on r.id = c.run where r.phase in ('FETCH', 'SECOND_LOOK')"
          + " and not (r.cancelled and r.finished_at is null)"
          + " and (c.lease_until is null or c.lease_until < clock_timestamp())"
          + " order by r.created_at, c.number limit 1 for update of c skip locked")
  Optional<ChunkRow> free();

  @Query(
      "update chunk set lease_owner = :owner, lease_until = clock_timestamp() + :millis * interval '1 millisecond'"
          + " where run = :run and number = :number")
  void take(UUID run, int number, UUID owner, long millis);

  @Query(
      "update chunk set lease_until = clock_timestamp() + :millis * interval '1 millisecond'"
          + " where run = :run and number = :number and lease_owner = :owner")
  void renew(UUID run, int number, UUID owner, long millis);

  @Query(
      "update chunk set lease_owner = null, lease_until = null"
          + " where run = :run and number = :number and lease_owner = :owner")
  void release(UUID run, int number, UUID owner);

  @Query(
      "update chunk set done = :done where run = :run and number = :number and lease_owner = :owner")
  long note(UUID run, int number, UUID owner, byte[] done);

  @Query("delete from chunk where run = :run and number = :number and lease_owner = :owner")
  long delete(UUID run, int number, UUID owner);

  @Query("delete from chunk where run = :run")
  void deleteAll(UUID run);
}
