package dev.larder.index.sync;

import dev.larder.index.project.ProjectRow;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** The projects whose pages are to be looked at a second time before files of them end. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MissedNames extends GenericRepository<ProjectRow, Long> {

  @Query(
      "select "
          + ProjectRow.COLUMNS
          + " from project p where p.source = :source and p.name > :after and p.id in ("
          + "select f.project from file f where f.missed_since <= :before"
          + " and f.missed_since is not null and f.visible_to is null"
          + " and f.purged_serial is null) order by p.name limit :limit")
  List<ProjectRow> rows(int source, String after, Instant before, int limit);

  /**
   * Those of a source, by name, behind one of them.
   *
   * @param before an earlier look missed a file then or before
   */
  default List<ListedNames.Wanted> of(int source, String after, Instant before, int limit) {
    return rows(source, after, before, limit).stream()
        .map(ProjectRow::project)
        .map(
            project ->
                new ListedNames.Wanted(
                    project.name(),
                    null,
                    project.look() != null && project.look().found()
                        ? project.look().etag()
                        : null))
        .toList();
  }
}
