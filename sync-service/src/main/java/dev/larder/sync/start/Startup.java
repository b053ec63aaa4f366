package dev.larder.sync.start;

import dev.larder.sync.database.Database;
import dev.larder.sync.lead.Replica;
import dev.larder.sync.part.PartAwayException;
import dev.larder.sync.schedule.Schedule;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins with syncs as soon as their PostgreSQL is there, and looks at the clock from then on.
 * Looks need none of it, and are answered meanwhile.
 */
@Singleton
final class Startup implements ApplicationEventListener<ServerStartupEvent> {
  private static final Logger log = LoggerFactory.getLogger(Startup.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration BETWEEN_SCHEDULES = Duration.ofSeconds(15);

  private final Database database;
  private final Replica replica;
  private final Schedule schedule;
  private final Clock clock;
  private final Thread thread = Thread.ofVirtual().name("startup").unstarted(this::run);

  Startup(Database database, Replica replica, Schedule schedule, Clock clock) {
    this.database = database;
    this.replica = replica;
    this.schedule = schedule;
    this.clock = clock;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    thread.start();
  }

  private void run() {
    try {
      open();
      replica.start();
      log.info("Syncs can be made");
      while (true) {
        begin();
        Thread.sleep(BETWEEN_SCHEDULES);
      }
    } catch (InterruptedException e) {
      log.debug("The service is stopping");
    }
  }

  private void open() throws InterruptedException {
    String last = "";
    while (true) {
      try {
        database.open();
        return;
      } catch (RuntimeException e) {
        String line = line(e);
        if (!line.equals(last)) {
          log.warn("Syncs can't be made yet: {}", line);
          last = line;
        }
        Thread.sleep(AGAIN);
      }
    }
  }

  private void begin() {
    try {
      schedule.begin(clock.instant());
    } catch (PartAwayException e) {
      log.debug("The schedule waits", e);
    } catch (RuntimeException e) {
      log.error("The schedule failed, and is tried again", e);
    }
  }

  /** What went wrong at the bottom. */
  private static String line(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  @PreDestroy
  void stop() {
    thread.interrupt();
  }
}
