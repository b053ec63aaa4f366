package dev.larder.index.outbox;

import dev.larder.index.database.Endless;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Optional;

/** When what changed. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ChangeRows extends GenericRepository<ChangeRow, Long> {

  /** When a change was made. */
  @Query("select instant from change where serial = :serial")
  Instant instant(long serial);

  /** The newest change at an instant, which a row of the same name would bind as finite. */
  @Query("select serial from change where instant <= :at order by instant desc limit 1")
  Optional<Long> newest(@TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant at);

  /** The newest change of a project at an instant, alone or among many. */
  @Query(
      "select serial from ((select serial from change where source = :source"
          + " and project = :project and instant <= :at order by serial desc limit 1)"
          + " union all (select b.serial from changed_project b join change c on c.serial = b.serial"
          + " where b.source = :source and b.project = :project and c.instant <= :at"
          + " order by b.serial desc limit 1)) c order by serial desc limit 1")
  Optional<Long> newest(
      int source,
      String project,
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant at);

  /**
   * Whether after a change there was one of this project, alone or among many, or one of no
   * project.
   */
  @Query(
      "select exists (select 1 from change where serial > :serial"
          + " and (project is null and kind <> 'page-changed'"
          + " or source = :source and project = :project))"
          + " or exists (select 1 from changed_project where serial > :serial"
          + " and source = :source and project = :project)")
  boolean changedAfter(long serial, int source, @Nullable String project);

  /** How many changes of a repository, or of one of the sources, there were after an instant. */
  @Query(
      "select count(*) from change where instant > :at"
          + " and (repository = :repository or source = any(:sources))")
  long countAfter(
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant at,
      int repository,
      int[] sources);
}
