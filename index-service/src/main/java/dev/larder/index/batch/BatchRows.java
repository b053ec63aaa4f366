package dev.larder.index.batch;

import dev.larder.index.file.FileChanges;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Moves what is staged into the catalogue, while the clock is locked: for each of a batch's
 * projects what {@code Observations} does for one.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface BatchRows extends GenericRepository<AppliedBatch, UUID> {

  /** How many of the staged projects are as they were when that was decided; locks these. */
  @Query(
      "select count(*) from (select 1 from staged_project s join project p on p.id = s.id"
          + " where s.known and p.last_serial = s.last_serial"
          + " and p.looked_at is not distinct from s.looked_before order by p.id for update of p) h")
  long holding();

  /** Adds projects that there weren't; fewer than are staged where some were added since. */
  @Query(
      "insert into project (id, source, name, display_name, owned_serial, owned_since, last_serial,"
          + " looked_at, look_found, look_serial, look_etag) overriding system value"
          + " select id, :source, name, name, case when begins then :serial end,"
          + " case when begins then least(first_seen, :instant) end,"
          + " case when shows then :serial else 0 end, :lookedAt, look_found, look_serial, look_etag"
          + " from staged_project where not known on conflict (source, name) do nothing")
  long addProjects(int source, long serial, Instant instant, Instant lookedAt);

  @Query(
      "update project p set looked_at = :lookedAt, look_found = s.look_found,"
          + " look_serial = s.look_serial, look_etag = s.look_etag,"
          + " behind_since = null, behind_looks = 0,"
          + " last_serial = case when s.shows then :serial else p.last_serial end,"
          + " display_name = case when s.begins and p.owned_serial is null then p.name"
          + " else p.display_name end,"
          + " owned_since = case when s.begins and p.owned_serial is null"
          + " then least(s.first_seen, :instant) else p.owned_since end,"
          + " owned_serial = case when s.begins then coalesce(p.owned_serial, :serial)"
          + " else p.owned_serial end"
          + " from staged_project s where s.id = p.id and s.known and s.late_looks = 0")
  void moveLooks(long serial, Instant instant, Instant lookedAt);

  @Query(
      "update project p set behind_since = s.late_since, behind_looks = s.late_looks"
          + " from staged_project s where s.id = p.id and s.late_looks > 0")
  void noteLate();

  @Query(
      "insert into file (project, from_serial, visible_from, filename, version, "
          + FileChanges.STATE
          + ", upload_time, blind_key, upstream_url) select project, :serial,"
          + " least(visible_from, :instant), filename, version, "
          + FileChanges.STATE
          + ", upload_time, blind_key, upstream_url from staged_file")
  void addFiles(long serial, Instant instant);

  @Query(
      "insert into file_state (project, file, serial, instant, "
          + FileChanges.STATE
          + ") select project, file, :serial, :instant, "
          + FileChanges.STATE
          + " from staged_state")
  void addStates(long serial, Instant instant);

  @Query(
      "update file f set visible_to = least(e.instant, :instant), to_serial = :serial"
          + " from staged_event e where e.what = 'ENDS' and f.project = e.project and f.id = e.file")
  void endFiles(long serial, Instant instant);

  @Query(
      "update file f set upstream_url = e.url from staged_event e"
          + " where e.what = 'MOVES' and f.project = e.project and f.id = e.file")
  void moveFiles();

  /** Of those that were missed or seen again. */
  @Query(
      "update file f set missed_since = e.instant from staged_event e"
          + " where e.what = 'MISSES' and f.project = e.project and f.id = e.file")
  void noteMissed();

  @Query(
      "insert into project_state (project, serial, instant, status, reason)"
          + " select id, :serial, case when status_first and begins then least(first_seen, :instant)"
          + " else :instant end, status, reason from staged_project where status_differs")
  void addStatuses(long serial, Instant instant);

  @Query(
      "delete from left_out l using staged_project s"
          + " where s.left_out_differs and s.known and l.project = s.id")
  void forgetLeftOut();

  @Query(
      "insert into left_out (project, what, why, count, examples)"
          + " select project, what, why, count, examples from staged_left_out"
          + " on conflict do nothing")
  void addLeftOut();

  @Query(
      "insert into changed_project (source, project, serial)"
          + " select :source, name, :serial from staged_project where shows")
  void addChanges(int source, long serial);

  /** The names of the projects whose pages change. */
  @Query("select name from staged_project where shows order by name")
  List<String> changing();
}
