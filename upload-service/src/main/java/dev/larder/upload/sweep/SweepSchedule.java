package dev.larder.upload.sweep;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps once a day, each replica at a time of its own. */
@Singleton
final class SweepSchedule implements ApplicationEventListener<ServerStartupEvent> {

  private static final Logger log = LoggerFactory.getLogger(SweepSchedule.class);

  private final TaskScheduler scheduler;
  private final Sweeper sweeper;
  private final Duration every;

  SweepSchedule(
      @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler,
      Sweeper sweeper,
      SweepConfiguration configuration) {
    this.scheduler = scheduler;
    this.sweeper = sweeper;
    this.every = configuration.every();
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    Duration first = Duration.ofMillis(ThreadLocalRandom.current().nextLong(every.toMillis()));
    scheduler.scheduleWithFixedDelay(first, every, this::sweep);
  }

  private void sweep() {
    try {
      Sweeper.Swept swept = sweeper.sweep(Clock.systemUTC().instant());
      log.info("swept: {} uploads deleted, {} aborted", swept.deleted(), swept.aborted());
    } catch (IOException e) {
      log.warn("the sweep was given up: {}", e.getMessage());
    }
  }
}
