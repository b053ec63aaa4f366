package dev.larder.index.repository;

import dev.larder.index.database.Endless;
import dev.larder.index.project.Project;
import dev.larder.index.project.ProjectRow;
import dev.larder.index.snapshot.Moment;
import dev.larder.index.source.Source;
import dev.larder.index.source.SourceRow;
import dev.larder.index.sweep.Sweeps;
import io.micronaut.data.annotation.Join;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a repository's sources know of a name. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface SourceProjects extends GenericRepository<SourceProjectRow, Long> {
  /** Of a repository called {@code r}, which was made before the instant, or after it. */
  String SELECT =
      "select coalesce(b.position, 0) position, r.id repository_id, s.id source_id,"
          + " p.id project_id, coalesce("
          + ProjectRow.OWNED
          + ", false) owns, "
          + Sweeps.LOOKED_AT
          + " swept, (select greatest(instant, clock_timestamp()) from clock) \"now\", "
          + RepositoryRead.JOINED
          + ", "
          + SourceRow.COLUMNS
          + ", "
          + ProjectRow.JOINED;

  String SOURCES =
      """
      left join lateral (
        select c.source, c.position from subscription c where c.repository = r.id
          and c.valid_from <= :instant and (c.valid_to is null or c.valid_to > :instant)
          and r.valid_from <= :instant
        union all
        select u.source, u.position from repository_past a
          cross join unnest(a.sources) with ordinality u (source, position)
          where a.repository = r.id and r.valid_from > :instant) b on true
      left join source s on s.id = b.source
      left join lateral (select
      """
          + ProjectRow.COLUMNS
          + """
       from project p where p.source = s.id and p.name = :project) p on true
      left join sweep w on w.source = s.id
      left join unswept u on u.source = s.id and u.name = :project
      order by b.position
      """;

  /**
   * A source of a repository, and the project there if it was ever heard of.
   *
   * @param swept when the newest sync of the source began that looked at the name too
   * @param owns whether the source owns the project at the moment that was asked for
   * @param now the catalogue's instant when this was so
   */
  record SourceProject(
      Source source,
      Optional<Project> project,
      Optional<Instant> swept,
      boolean owns,
      Instant now) {

    /** When it was last looked whether the source has the project, and what. */
    public Optional<Instant> lookedAt() {
      return Project.later(project.map(Project::look).map(Project.Look::at), swept);
    }
  }

  /** What the sources of a repository know of a name, in their order. */
  record Known(Repository repository, List<SourceProject> sources) {}

  @Query(
      SELECT
          + " from (select "
          + RepositoryRead.COLUMNS
          + " from repository r where r.id = :repository) r "
          + SOURCES)
  @Join(value = "repository", alias = RepositoryRead.PREFIX, type = Join.Type.LEFT_FETCH)
  @Join(value = "source", alias = SourceRow.PREFIX, type = Join.Type.LEFT_FETCH)
  @Join(value = "project", alias = ProjectRow.PREFIX, type = Join.Type.LEFT_FETCH)
  List<SourceProjectRow> of(
      int repository,
      String project,
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant);

  @Query(SELECT + " from (" + Repositories.NAMED + ") r " + SOURCES)
  @Join(value = "repository", alias = RepositoryRead.PREFIX, type = Join.Type.LEFT_FETCH)
  @Join(value = "source", alias = SourceRow.PREFIX, type = Join.Type.LEFT_FETCH)
  @Join(value = "project", alias = ProjectRow.PREFIX, type = Join.Type.LEFT_FETCH)
  List<SourceProjectRow> named(
      String name,
      String project,
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant);

  @Query(SELECT + " from (" + Repositories.STANDARD + ") r " + SOURCES)
  @Join(value = "repository", alias = RepositoryRead.PREFIX, type = Join.Type.LEFT_FETCH)
  @Join(value = "source", alias = SourceRow.PREFIX, type = Join.Type.LEFT_FETCH)
  @Join(value = "project", alias = ProjectRow.PREFIX, type = Join.Type.LEFT_FETCH)
  List<SourceProjectRow> standard(
      String project,
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant);

  /** What the sources at a moment know of a name, in their order. */
  default List<SourceProject> of(Repository repository, String project, Moment moment) {
    return sources(of(repository.id(), project, moment.instant()));
  }

  /** The same, with the repository that {@link Repositories#named(String, Moment) has} a name. */
  default Optional<Known> named(String name, String project, Moment moment) {
    List<SourceProjectRow> rows =
        name.isEmpty()
            ? standard(project, moment.instant())
            : named(name, project, moment.instant());
    return rows.stream()
        .findFirst()
        .map(row -> new Known(row.repository().repository(), sources(rows)));
  }

  private static List<SourceProject> sources(List<SourceProjectRow> rows) {
    return rows.stream().map(SourceProjectRow::sourceProject).flatMap(Optional::stream).toList();
  }
}
