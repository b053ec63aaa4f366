package dev.larder.index.clock;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The catalogue's one clock. No other one stamps a row. */
@Singleton
public class CatalogueClock {
  private final ClockRows rows;
  private final ClockWatch watch;

  CatalogueClock(ClockRows rows, ClockWatch watch) {
    this.rows = rows;
    this.watch = watch;
  }

  /**
   * Locks the clock until the transaction ends: whatever is read from now on stays as it is. Gives
   * the serial of the newest change.
   */
  public long lock() {
    return rows.lock();
  }

  /**
   * Moves the clock on to an instant that isn't in the future, unless it is there already.
   *
   * @throws ClockJumped if the database's clock jumped forward
   */
  public void moveTo(Instant instant) {
    if (rows.moveTo(instant) > 0) {
      watch.check(rows.look());
    }
  }

  /** How far the database's clock jumped forward, if no administrator has confirmed that yet. */
  public Optional<Duration> jump() {
    return watch.note(rows.look());
  }

  /** Says that the database's clock is right, to all who watch it. */
  public void confirm() {
    rows.confirm();
  }

  /**
   * As {@link #now}, for what is to be written down.
   *
   * @throws ClockJumped if the database's clock jumped forward
   */
  public Instant nowToKeep() {
    watch.check(rows.look());
    return now();
  }

  /** The newest change; the instant may be later than that change's. */
  public Stamp newest() {
    return rows.newest();
  }

  /** The database's instant, never before the newest change. */
  public Instant now() {
    return rows.now();
  }
}
