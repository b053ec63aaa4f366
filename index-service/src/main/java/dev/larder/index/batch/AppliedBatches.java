package dev.larder.index.batch;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/** The batches that are in the catalogue, until their run is over. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface AppliedBatches extends GenericRepository<AppliedBatch, UUID> {

  boolean existsById(UUID id);

  List<AppliedBatch> findByIdIn(List<UUID> ids);

  void save(AppliedBatch row);

  /** A run is over, and none of its batches comes again. */
  void deleteByRun(UUID run);
}
