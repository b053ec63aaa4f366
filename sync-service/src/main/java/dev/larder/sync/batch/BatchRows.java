package dev.larder.sync.batch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface BatchRows extends GenericRepository<BatchRow, UUID> {
  void save(BatchRow row);

  @Query("select * from batch where run = :run limit :most")
  List<BatchRow> of(UUID run, int most);

  @Query("select count(*) from batch where run = :run")
  long count(UUID run);

  @Query("update batch set sent_at = :at where id = :id")
  void sent(UUID id, @Nullable Instant at);

  long deleteById(UUID id);
}
