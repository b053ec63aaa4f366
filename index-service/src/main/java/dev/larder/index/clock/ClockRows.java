package dev.larder.index.clock;

import dev.larder.index.clock.ClockWatch.Reading;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;

/** Reads and moves the one row of the clock. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ClockRows extends GenericRepository<ClockRow, Boolean> {

  @Query("select serial from clock for update")
  long lock();

  @Query("update clock set instant = :to where instant < :to")
  long moveTo(Instant to);

  @Query("update clock set confirmed = clock_timestamp()")
  void confirm();

  @Query("select clock_timestamp() \"now\", confirmed from clock")
  Reading look();

  @Query("select serial, instant from clock")
  Stamp newest();

  @Query("select greatest(instant, clock_timestamp()) from clock")
  Instant now();
}
