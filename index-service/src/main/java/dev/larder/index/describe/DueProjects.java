package dev.larder.index.describe;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Which projects are to be read, and what came of it. A page that has changed since makes its
 * project due again; so does the time after which what failed is tried again. What no repository
 * shows is read when one does.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DueProjects extends GenericRepository<DueProject, Long> {
  String SELECT =
      "select p.id, p.source, p.name, p.last_serial,"
          + " case when r.serial = p.last_serial then r.tries else 0 end tries"
          + " from project p left join metadata_reading r on r.project = p.id where ";

  String DUE =
      "p.owned_since is not null and (r.project is null or r.serial < p.last_serial"
          + " or r.retry_at <= clock_timestamp())"
          + " and exists (select 1 from subscription b where b.source = p.source"
          + " and b.valid_to is null)";

  /** Those that single changes between two serials were about: uploads and single looks. */
  @Query(
      SELECT
          + "(p.source, p.name) in (select c.source, c.project from change c"
          + " where c.serial > :after and c.serial <= :upTo and c.project is not null) and "
          + DUE
          + " order by p.last_serial")
  List<DueProject> changed(long after, long upTo);

  /** Those with ids between two, in their order. */
  @Query(SELECT + "p.id > :after and p.id <= :upTo and " + DUE + " order by p.id")
  List<DueProject> between(long after, long upTo);

  /** The highest id that a project has. */
  @Query("select coalesce(max(id), 0) from project")
  long last();

  /** Whether a batch of a sync changed projects since, or something is to be tried again. */
  @Query(
      "select exists (select 1 from changed_project where serial > :since)"
          + " or exists (select 1 from metadata_reading where retry_at <= clock_timestamp())")
  boolean moreSince(long since);

  /** Writes down whose words are the project's, or that nobody's are. */
  @Query(
      "insert into metadata_reading (project, file, serial, tries) values (:project, :file,"
          + " :serial, 0) on conflict (project) do update set file = excluded.file,"
          + " serial = excluded.serial, tries = 0, retry_at = null")
  void read(long project, @Nullable Long file, long serial);

  /**
   * Writes down that it failed; what was read before stays.
   *
   * @param seconds after which it is tried again; null: when the page has changed
   */
  @Query(
      "insert into metadata_reading as r (project, serial, tries, retry_at) values (:project,"
          + " :serial, :tries, clock_timestamp() + make_interval(secs => :seconds))"
          + " on conflict (project) do update set serial = excluded.serial,"
          + " tries = excluded.tries, retry_at = excluded.retry_at")
  void failed(long project, long serial, int tries, @Nullable Double seconds);
}
