package dev.larder.index;

import dev.larder.index.batch.BatchConsumer;
import dev.larder.index.database.Database;
import dev.larder.index.describe.DescribeWorker;
import dev.larder.index.found.FoundConsumer;
import dev.larder.index.outbox.Relay;
import dev.larder.index.purge.PurgeWorker;
import dev.larder.index.repository.FirstStart;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the catalogue: migrates, fills an empty one, and begins what runs beside the requests. The
 * service listens meanwhile, and waits for a PostgreSQL that isn't there yet.
 */
@Context
final class Startup {
  private static final Logger log = LoggerFactory.getLogger(Startup.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Database database;
  private final FirstStart firstStart;
  private final Relay relay;
  private final FoundConsumer found;
  private final BatchConsumer batches;
  private final PurgeWorker purgeWorker;
  private final DescribeWorker describeWorker;
  private final Thread thread = Thread.ofVirtual().name("startup").unstarted(this::run);

  Startup(
      Database database,
      FirstStart firstStart,
      Relay relay,
      FoundConsumer found,
      BatchConsumer batches,
      PurgeWorker purgeWorker,
      DescribeWorker describeWorker) {
    this.database = database;
    this.firstStart = firstStart;
    this.relay = relay;
    this.found = found;
    this.batches = batches;
    this.purgeWorker = purgeWorker;
    this.describeWorker = describeWorker;
  }

  @PostConstruct
  void start() {
    thread.start();
  }

  private void run() {
    String last = "";
    while (!Thread.currentThread().isInterrupted()) {
      try {
        database.migrate();
        database.open(firstStart::fill);
        relay.start();
        found.start();
        batches.start();
        purgeWorker.start();
        describeWorker.start();
        log.info("The catalogue is open");
        return;
      } catch (RuntimeException e) {
        String line = line(e);
        if (!line.equals(last)) {
          log.warn("The catalogue can't be opened yet: {}", line);
          last = line;
        }
        pause();
      }
    }
  }

  /** What went wrong at the bottom: a migration's own message says only which one it was. */
  private static String line(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @PreDestroy
  void stop() {
    thread.interrupt();
  }
}
