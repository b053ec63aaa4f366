package dev.larder.index.forget;

import dev.larder.index.sweep.Sweeps;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** Names that were looked for in a mirror, and that it never had. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface UnknownNames extends GenericRepository<UnknownName, Long> {
  /** Of a project called {@code p}. */
  String UNKNOWN =
      "p.owned_serial is null and p.last_serial = 0 and not p.look_found and p.looked_at < :before";

  /** Whether nobody else works at them; until the transaction ends. */
  @Query("select pg_try_advisory_xact_lock(:lock)")
  boolean take(long lock);

  /** The last of the next ones; an id. */
  @Query(
      "select max(id) from (select p.id from project p where p.id > :after and "
          + UNKNOWN
          + " order by p.id limit :most) batch")
  Optional<Long> lastOfBatch(long after, Instant before, int most);

  /**
   * Forgets them, but for those on which something rests: an answer about an instant, unless a
   * finished sync says as much; and what another source shows of the name, behind the mirror that
   * hasn't it.
   *
   * @return how many
   */
  @Query(
      "delete from project p where p.id > :after and p.id <= :last and "
          + UNKNOWN
          + " and (not p.relied_on or p.looked_at <= (select "
          + Sweeps.LOOKED_AT
          + " from sweep w left join unswept u on u.source = w.source and u.name = p.name"
          + " where w.source = p.source))"
          + " and not exists (select 1 from file f where f.project = p.id)"
          + " and not exists (select 1 from source s join project o on o.source = s.id"
          + " and o.name = p.name where o.last_serial > 0)")
  long forget(long after, long last, Instant before);
}
