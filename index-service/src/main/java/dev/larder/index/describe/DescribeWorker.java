package dev.larder.index.describe;

import dev.failsafe.RateLimiter;
import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.database.Database;
import dev.larder.index.database.DatabaseAway;
import dev.larder.index.database.DatabaseException;
import dev.larder.index.database.Leadership;
import dev.larder.index.outbox.Outbox;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads in the background what pages don't say of projects, at the settled rate. Of all replicas
 * the one with the advisory lock does. What is read is written down project by project, so nothing
 * is lost with who leads.
 */
@Singleton
public class DescribeWorker {
  private static final Logger log = LoggerFactory.getLogger(DescribeWorker.class);

  /** PostgreSQL's advisory lock. */
  static final long LOCK = 0x6c61_7264_6572_0004L;

  /** So many are read at once. */
  private static final int AT_ONCE = 4;

  private static final int IDLE_MILLIS = 1_000;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final int rate;
  private final Database database;
  private final CatalogueClock clock;
  private final DueProjects projects;
  private final Describer describer;
  private final Readings readings;
  private final Thread thread = Thread.ofVirtual().name("describe").unstarted(this::run);
  private final Troubles troubles = new Troubles(System::nanoTime);
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile boolean closed;

  DescribeWorker(
      DescribeSettings settings,
      Database database,
      CatalogueClock clock,
      DueProjects projects,
      Describer describer,
      Readings readings) {
    this.rate = settings.metadataRate();
    this.database = database;
    this.clock = clock;
    this.projects = projects;
    this.describer = describer;
    this.readings = readings;
  }

  /** Begins, once the catalogue is open. */
  public void start() {
    if (rate > 0) {
      thread.start();
    }
  }

  private void run() {
    while (!closed) {
      try {
        database.lead(LOCK, Outbox.CHANNEL).ifPresent(this::lead);
      } catch (DatabaseAway | DatabaseException e) {
        log.debug("PostgreSQL is away, metadata is read later: {}", e.getMessage());
      } catch (RuntimeException e) {
        if (!closed) {
          log.error("Metadata can't be read, that is tried again", e);
        }
      }
      pause(PAUSE);
    }
  }

  private void lead(Leadership leadership) {
    RateLimiter<Object> pace = RateLimiter.smoothBuilder(rate, Duration.ofSeconds(1)).build();
    Backlog backlog = new Backlog(database, clock, projects, System::nanoTime);
    try (leadership) {
      while (!closed) {
        List<DueProject> batch = backlog.next();
        if (batch.isEmpty()) {
          leadership.await(IDLE_MILLIS);
        } else {
          leadership.require();
          read(batch, pace::acquirePermit);
        }
      }
    }
  }

  private void read(List<DueProject> batch, Describer.Pace pace) {
    try (ExecutorService readers =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("describe-", 0).factory())) {
      batch.forEach(due -> readers.execute(() -> read(due, pace)));
    }
  }

  private void read(DueProject due, Describer.Pace pace) {
    if (closed || troubles.isPaused(due.source())) {
      return;
    }
    try {
      Reading reading = describer.read(due, pace);
      if (closed) {
        return;
      }
      if (reading instanceof Reading.Failed(String why)) {
        log.info("What {} says of itself can't be read now: {}", due.name(), why);
        if (troubles.failed(due.source())) {
          log.warn(
              "Nothing of source {} can be read; it is left alone for {} s",
              due.source(),
              Troubles.PAUSE.toSeconds());
        }
      } else {
        troubles.ended(due.source());
      }
      readings.keep(due, reading);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (DatabaseAway e) {
      log.debug("PostgreSQL is away: {}", e.getMessage());
    } catch (RuntimeException e) {
      if (!closed) {
        log.warn("What {} says of itself can't be read", due.name(), e);
      }
    }
  }

  private void pause(Duration time) {
    try {
      closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /** Nothing is interrupted: that would break connections to PostgreSQL that are in use. */
  @PreDestroy
  void close() {
    closed = true;
    closing.countDown();
    try {
      if (thread.isAlive()) {
        thread.join(Duration.ofSeconds(2));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
