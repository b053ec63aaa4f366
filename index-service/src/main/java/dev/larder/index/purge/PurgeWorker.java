package dev.larder.index.purge;

import dev.larder.index.database.Database;
import dev.larder.index.outbox.Delivery;
import dev.larder.index.settings.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the bytes of purged files are deleted, however often blob-service must be asked:
 * soon after the purge, and every so often what is left. Several replicas may ask for the same.
 */
@Singleton
public class PurgeWorker {
  private static final Logger log = LoggerFactory.getLogger(PurgeWorker.class);
  private static final int BATCH = 100;

  private final Database database;
  private final PurgedObjects purged;
  private final Delivery delivery;
  private final PurgeClient client;
  private final Duration every;
  private final Semaphore calls = new Semaphore(0);
  private final Thread thread = Thread.ofVirtual().name("purge").unstarted(this::run);

  PurgeWorker(
      Settings settings,
      Database database,
      PurgedObjects purged,
      Delivery delivery,
      PurgeClient client) {
    this.every = settings.purgeEvery();
    this.database = database;
    this.purged = purged;
    this.delivery = delivery;
    this.client = client;
  }

  /** Begins, once the catalogue is open. */
  public void start() {
    thread.start();
  }

  /** There is something new to be deleted. */
  public void wake() {
    calls.release();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        clean();
      } catch (RuntimeException e) {
        log.warn("Purged files could not be looked up, it is tried again: {}", e.getMessage());
      }
      try {
        if (calls.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS)) {
          calls.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void clean() {
    long last = 0;
    while (true) {
      long from = last;
      List<PurgedObject> batch = database.read(() -> purged.after(from, BATCH));
      if (batch.isEmpty()) {
        return;
      }
      for (PurgedObject object : batch) {
        // Nobody may go by an answer of before the purge and store the bytes anew.
        delivery.await(object.serial());
        if (client.delete(object)) {
          database.write(
              () -> {
                purged.deleteById(object.id());
                return object;
              });
          log.info(
              "The bytes of {} are deleted, as change {} wants", object.keptKey(), object.serial());
        }
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
      }
      last = batch.getLast().id();
    }
  }

  @PreDestroy
  void close() {
    thread.interrupt();
  }
}
