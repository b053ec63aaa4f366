package dev.larder.sync.run;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The runs; who leads one has it for the time of a lease, which is renewed. A claim's owner is its
 * own, so that one which was too slow knows that it lost the run, even to the same replica.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Runs extends GenericRepository<Run, UUID> {
  Optional<Run> findById(UUID id);

  @Query("select * from run where source = :source and finished_at is null")
  Optional<Run> active(int source);

  @Query("select * from run order by created_at desc, id limit :most")
  List<Run> newest(int most);

  @Query("select * from run where source = :source order by created_at desc, id limit :most")
  List<Run> newest(int source, int most);

  @Query("select * from run where source_name = :name order by created_at desc, id limit :most")
  List<Run> newestNamed(String name, int most);

  @Query(
      "select * from run where source = :source and state in ('COMPLETE', 'INCOMPLETE')"
          + " order by created_at desc limit 1")
  Optional<Run> lastFinished(int source);

  @Query("select exists (select 1 from run where state in ('COMPLETE', 'INCOMPLETE'))")
  boolean anyFinished();

  /** Begins one, unless one of that source is under way; how many it began. */
  @Query(
      "insert into run (id, source, source_name, generation, state, phase, requested_by,"
          + " request_id, accept_shrink, created_at, due_at) values (:id, :source, :sourceName,"
          + " :generation, 'RUNNING', 'LIST', :requestedBy, :requestId, :acceptShrink, :createdAt,"
          + " :createdAt) on conflict (source) where finished_at is null do nothing")
  long begin(
      UUID id,
      int source,
      String sourceName,
      int generation,
      String requestedBy,
      @Nullable String requestId,
      boolean acceptShrink,
      Instant createdAt);

  /** One that is due and that no replica leads; to be taken in the same transaction. */
  @Query(
      "select * from run where due_at <= :now and (lease_until is null or lease_until < clock_timestamp())"
          + " order by due_at limit 1 for update skip locked")
  Optional<Run> due(Instant now);

  @Query(
      "update run set lease_owner = :owner, lease_until = clock_timestamp() + :millis * interval '1 millisecond'"
          + " where id = :id")
  void take(UUID id, UUID owner, long millis);

  /** Renews a lease, if that claim still holds. */
  @Query(
      "update run set lease_until = clock_timestamp() + :millis * interval '1 millisecond'"
          + " where lease_owner = :owner")
  void renew(UUID owner, long millis);

  /** The run, if that claim still holds, until the transaction's end. */
  @Query("select * from run where id = :id and lease_owner = :owner for update")
  Optional<Run> lock(UUID id, UUID owner);

  @Query("select * from run where id = :id and lease_owner = :owner")
  Optional<Run> led(UUID id, UUID owner);

  /** Lets another replica lead it, or the same one, from then on. */
  @Query(
      "update run set lease_owner = null, lease_until = null, due_at = :dueAt"
          + " where id = :id and lease_owner = :owner")
  void release(UUID id, UUID owner, @Nullable Instant dueAt);

  @Query("update run set phase = :phase where id = :id")
  void enter(UUID id, Phase phase);

  @Query(
      "update run set phase = :phase, started_at = :startedAt, upstream_serial = :serial,"
          + " list_serials = :listSerials, listed = :listed, total = :total where id = :id")
  void listed(
      UUID id,
      Phase phase,
      Instant startedAt,
      @Nullable Long serial,
      boolean listSerials,
      @Nullable Long listed,
      @Nullable Long total);

  @Query("update run set phase = 'FETCH', listed = :listed, total = :total where id = :id")
  void compared(UUID id, long listed, long total);

  @Query("update run set again_at = :at, tries = tries + :more where id = :id")
  void again(UUID id, @Nullable Instant at, int more);

  /** Adds to what was done. */
  @Query(
      "update run set done = done + :done, files = files + :files, bytes = bytes + :bytes,"
          + " changed = changed + :changed where id = :id")
  void add(UUID id, long done, long files, long bytes, long changed);

  @Query(
      "update run set state = 'WAITING', message = :message where id = :id"
          + " and finished_at is null and state = 'RUNNING'")
  void wait(UUID id, String message);

  @Query("update run set state = 'RUNNING', message = null where id = :id and state = 'WAITING'")
  void goOn(UUID id);

  @Query("update run set cancelled = true, due_at = :now where id = :id and finished_at is null")
  long cancel(UUID id, Instant now);

  @Query("update run set accept_shrink = true where id = :id and finished_at is null")
  void acceptShrink(UUID id);

  @Query(
      "update run set state = :state, phase = 'TIDY', message = :message, failed = :failed,"
          + " finished_at = :finishedAt where id = :id and finished_at is null")
  void end(UUID id, State state, @Nullable String message, long failed, Instant finishedAt);

  /** Deletes all of a source but the newest, as far as nothing of them is to come. */
  @Query(
      "delete from run where source = :source and due_at is null and finished_at is not null"
          + " and id not in (select id from run where source = :source"
          + " order by created_at desc limit :most)")
  void keepNewest(int source, int most);
}
