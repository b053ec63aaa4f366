package dev.larder.index.sweep;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What finished syncs know of a mirror as a whole: a name that is in none of its rows was looked at
 * too, and isn't there.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface Sweeps extends GenericRepository<SweepRow, Integer> {
  /**
   * When the newest sync began that looked at the name, of a source {@code w}, where it has one.
   */
  String LOOKED_AT = "case when u.name is null then w.looked_at else u.looked_at end";

  /**
   * When the newest sync began that looked at a name, be it there or not; looks of the name alone
   * aren't counted.
   */
  @Query(
      "select "
          + LOOKED_AT
          + " from sweep w left join unswept u on u.source = w.source and u.name = :name"
          + " where w.source = :source")
  Optional<Instant> lookedAt(int source, String name);

  /** The newest finished sync of a source. */
  @Query("select * from sweep where source = :source")
  Optional<SweepRow> newest(int source);

  @Query("select * from unswept where source = :source and name = any(:names)")
  List<UnsweptRow> unswept(int source, String[] names);

  /** When the newest syncs began that looked at these names. */
  default Swept swept(int source, Collection<String> names) {
    Optional<SweepRow> newest = newest(source);
    return new Swept(
        newest, newest.isEmpty() ? List.of() : unswept(source, names.toArray(String[]::new)));
  }

  /** The newest finished sync of a source. */
  default Optional<UUID> newestRun(int source) {
    return newest(source).map(SweepRow::run);
  }

  /** Up to when the names of a mirror are known for every instant. */
  @Query("select covered_until from sweep where source = :source")
  Optional<Instant> coveredUntil(int source);
}
