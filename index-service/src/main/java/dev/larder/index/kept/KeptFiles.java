package dev.larder.index.kept;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** The files whose bytes are in the store. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface KeptFiles extends GenericRepository<KeptFile, Long> {

  /** Those of the keys that a row names. */
  @Query(
      "select kept_key from file where kept_key = any(:keys)"
          + " union select metadata_key from file where metadata_key = any(:keys)")
  List<String> named(String[] keys);
}
