package dev.larder.index.clock;

import dev.larder.index.database.Database;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import java.time.Duration;

/** The catalogue's clock, for administrators. */
@Controller("/__api__/v1/clock")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ClockController {
  private final Database database;
  private final CatalogueClock clock;

  ClockController(Database database, CatalogueClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * How the clock stands.
   *
   * @param serial of the newest change
   * @param instant the newest one that the catalogue knows
   * @param jump how far the clock jumped forward (ISO 8601) if no change is taken for that, or null
   */
  @Serdeable
  record ClockView(long serial, String instant, @Nullable String jump) {}

  /** Shows the clock that stamps every change. */
  @Get
  ClockView clock() {
    return database.read(this::view);
  }

  /** Confirms that the clock is right, although it jumped: changes are taken again. */
  @Post("/confirm")
  ClockView confirmClock() {
    return database.write(
        () -> {
          clock.confirm();
          return view();
        });
  }

  private ClockView view() {
    Stamp newest = clock.newest();
    return new ClockView(
        newest.serial(),
        newest.instant().toString(),
        clock.jump().map(Duration::toString).orElse(null));
  }
}
