package dev.larder.index.look;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** On which names answers about instants rest. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReliedOnRepository extends GenericRepository<ReliedOn, Long> {
  /** Whether a source has so many of them. */
  String FULL =
      "(select count(*) from (select 1 from project where source = :source and relied_on"
          + " limit :most) marked) >= :most";

  Optional<ReliedOn> findById(long id);

  @Query("select id, relied_on from project where id in (:ids)")
  List<ReliedOn> all(List<Long> ids);

  @Query("select " + FULL)
  boolean isFull(int source, int most);

  @Query("update project set relied_on = true where id = :id and not " + FULL)
  long mark(long id, int source, int most);
}
