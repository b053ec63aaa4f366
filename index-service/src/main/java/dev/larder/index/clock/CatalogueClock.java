package dev.larder.index.clock;

import dev.larder.index.database.Sql;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** The catalogue's one clock. No other one stamps a row. */
@Singleton
public class CatalogueClock {

  /**
   * Moves the clock on, and keeps it locked until the transaction ends. So changes are committed in
   * the order of their serials and instants, and one that is rolled back leaves no gap.
   */
  public Stamp advance(Connection connection) throws SQLException {
    return Sql.of(
            "update clock set serial = serial + 1,"
                + " instant = greatest(instant + interval '1 microsecond', clock_timestamp())"
                + " returning serial, instant")
        .first(connection, row -> new Stamp(row.number("serial"), row.instant("instant")))
        .orElseThrow();
  }

  /** Locks the clock until the transaction ends: whatever is read from now on stays as it is. */
  public void lock(Connection connection) throws SQLException {
    Sql.of("select serial from clock for update").first(connection, row -> row.number("serial"));
  }

  /** Moves the clock on to an instant that isn't in the future, unless it is there already. */
  public void moveTo(Connection connection, Instant instant) throws SQLException {
    Sql.of("update clock set instant = ? where instant < ?", instant, instant).update(connection);
  }

  /** The newest change; the instant may be later than that change's. */
  public Stamp newest(Connection connection) throws SQLException {
    return Sql.of("select serial, instant from clock")
        .first(connection, row -> new Stamp(row.number("serial"), row.instant("instant")))
        .orElseThrow();
  }

  /** The database's instant, never before the newest change. */
  public Instant now(Connection connection) throws SQLException {
    return Sql.of("select greatest(instant, clock_timestamp()) instant from clock")
        .first(connection, row -> row.instant("instant"))
        .orElseThrow();
  }
}
