package dev.larder.index.upstream;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The serials of upstreams, and the projects of which lower ones came. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SerialRepository extends GenericRepository<UpstreamSerial, Integer> {

  /** A project whose upstream answers with lower serials than before. */
  @Introspected
  record Late(String name, Instant behindSince, int behindLooks) {}

  @Query(
      "select u.serial from upstream_serial u join source s on s.id = u.source"
          + " where u.source = :source and u.noted >= coalesce(s.upstream_since, '-infinity')")
  Optional<Long> highest(int source);

  @Query(
      "insert into upstream_serial (source, serial, noted)"
          + " values (:source, :serial, clock_timestamp()) on conflict (source)"
          + " do update set serial = excluded.serial, noted = excluded.noted")
  void note(int source, long serial);

  @Query(
      "update project set behind_since = coalesce(behind_since, :lookedAt),"
          + " behind_looks = behind_looks + 1 where id = :project")
  void noteLate(long project, Instant lookedAt);

  @Query("select name, behind_since, behind_looks from project where id = :project")
  Optional<Late> late(long project);

  @Query(
      "select name, behind_since, behind_looks from project"
          + " where source = :source and behind_looks >= :looks"
          + " order by behind_since desc limit :most")
  List<Late> late(int source, int looks, int most);
}
