package dev.larder.index.clock;

import dev.larder.index.clock.ClockWatch.Reading;
import dev.larder.index.database.Row;
import dev.larder.index.database.Sql;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The catalogue's one clock. No other one stamps a row. */
@Singleton
public class CatalogueClock {
  private static final String READING = "clock_timestamp() reading, confirmed";

  private final Sql sql;
  private final ClockWatch watch;

  public CatalogueClock(Sql sql, ClockWatch watch) {
    this.sql = sql;
    this.watch = watch;
  }

  private record Advanced(Stamp stamp, Reading reading) {}

  /**
   * Moves the clock on, and keeps it locked until the transaction ends. So changes are committed in
   * the order of their serials and instants, and one that is rolled back leaves no gap.
   *
   * @throws ClockJumped if the database's clock jumped forward
   */
  public Stamp advance() {
    Advanced advanced =
        sql.of(
                "update clock set serial = serial + 1,"
                    + " instant = greatest(instant + interval '1 microsecond', clock_timestamp())"
                    + " returning serial, instant, "
                    + READING)
            .first(
                row ->
                    new Advanced(
                        new Stamp(row.number("serial"), row.instant("instant")), reading(row)))
            .orElseThrow();
    watch.check(advanced.reading());
    return advanced.stamp();
  }

  /**
   * Locks the clock until the transaction ends: whatever is read from now on stays as it is. Gives
   * the serial of the newest change.
   */
  public long lock() {
    return sql.of("select serial from clock for update")
        .first(row -> row.number("serial"))
        .orElseThrow();
  }

  /**
   * Moves the clock on to an instant that isn't in the future, unless it is there already.
   *
   * @throws ClockJumped if the database's clock jumped forward
   */
  public void moveTo(Instant instant) {
    sql.of("update clock set instant = ? where instant < ? returning " + READING, instant, instant)
        .first(CatalogueClock::reading)
        .ifPresent(watch::check);
  }

  /** How far the database's clock jumped forward, if no administrator has confirmed that yet. */
  public Optional<Duration> jump() {
    return watch.note(look());
  }

  /** Says that the database's clock is right, to all who watch it. */
  public void confirm() {
    sql.of("update clock set confirmed = clock_timestamp()").update();
  }

  /**
   * As {@link #now}, for what is to be written down.
   *
   * @throws ClockJumped if the database's clock jumped forward
   */
  public Instant nowToKeep() {
    watch.check(look());
    return now();
  }

  private Reading look() {
    return sql.of("select " + READING + " from clock").first(CatalogueClock::reading).orElseThrow();
  }

  private static Reading reading(Row row) {
    return new Reading(row.instant("reading"), row.instant("confirmed"));
  }

  /** The newest change; the instant may be later than that change's. */
  public Stamp newest() {
    return sql.of("select serial, instant from clock")
        .first(row -> new Stamp(row.number("serial"), row.instant("instant")))
        .orElseThrow();
  }

  /** The database's instant, never before the newest change. */
  public Instant now() {
    return sql.of("select greatest(instant, clock_timestamp()) instant from clock")
        .first(row -> row.instant("instant"))
        .orElseThrow();
  }
}
