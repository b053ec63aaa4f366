package dev.larder.index.clock;

import dev.larder.index.database.Database;
import dev.larder.index.database.DatabaseAway;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the clock every minute, so that a jump is found although nothing changes. */
@Singleton
class ClockTick {
  private static final Logger log = LoggerFactory.getLogger(ClockTick.class);

  private final Database database;
  private final CatalogueClock clock;
  private Optional<Duration> last = Optional.empty();

  ClockTick(Database database, CatalogueClock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "1m", initialDelay = "1s")
  void tick() {
    try {
      Optional<Duration> jump = database.read(clock::jump);
      if (jump.isPresent() && last.isEmpty()) {
        log.error("{}", new ClockJumped(jump.get()).getMessage());
      }
      last = jump;
    } catch (DatabaseAway e) {
      log.debug("The clock can't be looked at: {}", e.getMessage());
    }
  }
}
