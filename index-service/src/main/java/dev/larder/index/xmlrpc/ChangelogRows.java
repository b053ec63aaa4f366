package dev.larder.index.xmlrpc;

import dev.larder.index.database.Limited;
import dev.larder.index.file.Files;
import dev.larder.index.project.ProjectRow;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** What the changelog is made of. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ChangelogRows extends GenericRepository<ProjectRow, Long> {
  /** A project of a change, alone or one of many. */
  @Introspected
  record Position(long serial, String project) {}

  /** A source that owns a project. */
  @Introspected
  record Owner(int source, String project) {}

  /**
   * A file that a project's page lists, but for the project's status.
   *
   * @param status the project's, or null
   */
  @Introspected
  record Listed(int source, String project, String filename, @Nullable String status) {}

  /** The next projects of changes behind a position, in order. */
  @Query(
      """
      select serial, project from (
        (select serial, project from change where serial > :after and serial <= :upTo
          and project is not null order by serial limit :most)
        union all
        (select serial, project from changed_project where (serial, project) > (:after, :behind)
          and serial <= :upTo order by serial, project limit :most)) n
      order by serial, project collate "C" limit :most
      """)
  List<Position> positions(long after, String behind, long upTo, int most);

  /** Of these those of projects that sources own at an instant, in order. */
  @Query(
      "select c.serial, c.instant, c.source, p.name project, "
          + ProjectRow.DISPLAY_NAME
          + ", c.action done, case when octet_length(c.subject) <= "
          + Limited.FILE_NAME
          + " then c.subject end subject"
          + " from unnest(cast(:serials as bigint[]), cast(:names as text[])) n (serial, project)"
          + " join change c on c.serial = n.serial"
          + " join project p on p.source = c.source and p.name = n.project"
          + " where c.serial <= p.last_serial and c.source = any(cast(:sources as integer[])) and "
          + ProjectRow.OWNED
          + " order by c.serial, p.name")
  List<Entry> changes(long[] serials, String[] names, int[] sources, Instant instant);

  @Query(
      "select p.source, p.name project from project p"
          + " where p.source = any(cast(:sources as integer[]))"
          + " and p.name = any(cast(:names as text[])) and "
          + ProjectRow.OWNED)
  List<Owner> owners(int[] sources, String[] names, Instant instant);

  @Query(
      "select p.source, p.name project, f.filename, (select s.status from project_state s"
          + " where s.project = p.id and s.instant <= :instant order by s.serial desc limit 1)"
          + " status from project p join file f on f.project = p.id"
          + " where p.source = any(cast(:sources as integer[]))"
          + " and p.name = any(cast(:names as text[]))"
          + " and f.filename = any(cast(:filenames as text[])) and "
          + Files.LISTED)
  List<Listed> listed(int[] sources, String[] names, String[] filenames, Instant instant);
}
