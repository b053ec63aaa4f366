package dev.larder.sync.schedule;

import dev.larder.sync.catalogue.Catalogue;
import dev.larder.sync.catalogue.Mirror;
import dev.larder.sync.database.Database;
import dev.larder.sync.run.Beginning;
import dev.larder.sync.run.Run;
import dev.larder.sync.run.Runs;
import dev.larder.sync.settings.SyncSettings;
import io.micronaut.scheduling.cron.CronExpression;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins runs by the clock: of mirrors that were synced once and aren't offline, when their
 * schedule says so; one that was missed while nobody was there, as soon as somebody is.
 */
@Singleton
public class Schedule {
  private static final Logger log = LoggerFactory.getLogger(Schedule.class);

  /** Who asks for such runs. */
  public static final String BY = "schedule";

  private final Catalogue catalogue;
  private final Database database;
  private final Runs runs;
  private final Beginning beginning;
  private final SyncSettings settings;

  Schedule(
      Catalogue catalogue,
      Database database,
      Runs runs,
      Beginning beginning,
      SyncSettings settings) {
    this.catalogue = catalogue;
    this.database = database;
    this.runs = runs;
    this.beginning = beginning;
    this.settings = settings;
  }

  /** Begins those that are due then. */
  public void begin(Instant now) {
    if (!database.write(runs::anyFinished)) {
      return;
    }
    for (Mirror mirror : catalogue.mirrors()) {
      if (!mirror.offline() && isDue(mirror, now)) {
        Beginning.Begun begun = beginning.begin(mirror, BY, false);
        if (!begun.joined()) {
          log.info("Source {} is synced as scheduled: run {}", mirror.name(), begun.run().id());
        }
      }
    }
  }

  private boolean isDue(Mirror mirror, Instant now) {
    if (database.write(() -> runs.lastFinished(mirror.id())).isEmpty()) {
      return false;
    }
    List<Run> newest = database.write(() -> runs.newest(mirror.id(), 1));
    return isDue(schedule(mirror), newest.getFirst().createdAt(), now);
  }

  private String schedule(Mirror mirror) {
    if (mirror.schedule() == null) {
      return settings.schedule();
    }
    if (SyncSettings.isSchedule(mirror.schedule())) {
      return mirror.schedule();
    }
    log.warn("The schedule of source {} can't be read: {}", mirror.name(), mirror.schedule());
    return SyncSettings.NEVER;
  }

  /** Whether a schedule, as cron has it (UTC), has come around since the last run began. */
  static boolean isDue(String schedule, Instant last, Instant now) {
    return !schedule.equals(SyncSettings.NEVER)
        && !CronExpression.create(schedule)
            .nextTimeAfter(last.atZone(ZoneOffset.UTC))
            .toInstant()
            .isAfter(now);
  }
}
