package dev.larder.index.address;

import dev.larder.index.database.Endless;
import dev.larder.index.project.ProjectRow;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** Since when sources have packages. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface FirstPackages extends GenericRepository<ProjectRow, Long> {

  /** Whether any of the sources had one at an instant. */
  @Query(
      "select exists (select 1 from ownership o"
          + " where o.source = any(cast(:sources as integer[])) and o.valid_from <= :instant"
          + " and (o.valid_to is null or o.valid_to > :instant))")
  boolean any(
      int[] sources,
      @TypeDef(type = DataType.TIMESTAMP, converter = Endless.class) Instant instant);

  /**
   * Whether a source has files, and of none is known when it was uploaded.
   *
   * @param limit so many of its packages are looked at
   */
  @Query(
      "select coalesce(bool_and(upload_time is null), false) from file where project in"
          + " (select id from project where source = :source and owned_since is not null"
          + " order by id limit :limit)")
  boolean undated(int source, int limit);

  @Query(
      "select f.valid_from from unnest(cast(:sources as integer[])) s"
          + " cross join lateral (select o.valid_from from ownership o"
          + " where o.source = s and o.valid_to is null order by o.valid_from limit 1) f"
          + " order by f.valid_from limit 1")
  Optional<Instant> first(int[] sources);
}
