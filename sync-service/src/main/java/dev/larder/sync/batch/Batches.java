package dev.larder.sync.batch;

import dev.larder.messaging.Batch;
import dev.larder.messaging.BatchQueue;
import dev.larder.messaging.Redis;
import dev.larder.sync.catalogue.Applied;
import dev.larder.sync.catalogue.Catalogue;
import dev.larder.sync.database.Database;
import dev.larder.sync.failure.Failures;
import dev.larder.sync.part.PartAwayException;
import dev.larder.sync.run.Run;
import dev.larder.sync.run.Runs;
import dev.larder.sync.settings.SyncSettings;
import dev.larder.sync.store.ObjectStore;
import io.lettuce.core.RedisException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches that aren't in the catalogue yet: they are told on the stream, told again where that
 * got lost, and let go of once index-service has them.
 */
@Singleton
public class Batches {
  private static final Logger log = LoggerFactory.getLogger(Batches.class);

  /** So many of a run are under way: more would wait in the object store. */
  private static final int MOST = 12;

  /** As many as index-service is asked for at once. */
  private static final int MOST_ASKED = 500;

  private final Database database;
  private final BatchRows rows;
  private final Runs runs;
  private final Failures failures;
  private final Catalogue catalogue;
  private final ObjectStore store;
  private final BatchQueue queue;
  private final SyncSettings settings;
  private final Clock clock;
  private final ReentrantLock settling = new ReentrantLock();

  Batches(
      Database database,
      BatchRows rows,
      Runs runs,
      Failures failures,
      Catalogue catalogue,
      ObjectStore store,
      Redis redis,
      SyncSettings settings,
      Clock clock) {
    this.database = database;
    this.rows = rows;
    this.runs = runs;
    this.failures = failures;
    this.catalogue = catalogue;
    this.store = store;
    this.queue = new BatchQueue(redis);
    this.settings = settings;
    this.clock = clock;
  }

  /** How many of a run aren't in the catalogue yet. */
  public long count(UUID run) {
    return database.write(() -> rows.count(run));
  }

  /**
   * Whether one more of a run may be made. Where none may, it is asked which are in the catalogue
   * by now; of those who wait one asks.
   */
  public boolean haveRoom(Run run) {
    if (count(run.id()) < MOST) {
      return true;
    }
    if (settling.tryLock()) {
      try {
        settle(run);
      } finally {
        settling.unlock();
      }
    }
    return count(run.id()) < MOST;
  }

  /**
   * Writes one down, within the caller's transaction, as told: that comes next, and is done again
   * where a killed process did not come to it.
   */
  public void add(BatchRow batch) {
    rows.save(batch.sent(clock.instant()));
  }

  /**
   * Tells index-service of one that was written down.
   *
   * @throws PartAwayException when Redis is away; it is told again later
   */
  public void tell(BatchRow batch, String requestId) {
    try {
      queue.add(batch.told(requestId));
    } catch (RedisException e) {
      database.run(() -> rows.sent(batch.id(), null));
      throw new PartAwayException("Redis", e);
    }
  }

  /** Lets go of those of a run that are in the catalogue, and tells those again that got lost. */
  public void settle(Run run) {
    List<BatchRow> open = database.write(() -> rows.of(run.id(), MOST_ASKED));
    if (open.isEmpty()) {
      return;
    }
    Map<UUID, BatchRow> byId =
        open.stream().collect(Collectors.toMap(BatchRow::id, Function.identity()));
    for (Applied applied : catalogue.applied(byId.keySet())) {
      BatchRow batch = byId.remove(applied.id());
      if (batch != null) {
        letGo(run, batch, applied.dropped());
      }
    }
    Instant lost = clock.instant().minus(settings.resend());
    byId.values().stream()
        .filter(batch -> batch.sentAt() == null || batch.sentAt().isBefore(lost))
        .sorted(Comparator.comparing(BatchRow::lookedAt))
        .forEach(
            batch -> {
              log.info("Telling batch {} of run {} again", batch.id(), run.id());
              database.run(() -> rows.sent(batch.id(), clock.instant()));
              tell(batch, run.requestId());
            });
  }

  private void letGo(Run run, BatchRow batch, List<String> dropped) {
    database.run(
        () -> {
          if (rows.deleteById(batch.id()) == 1 && !batch.secondLook() && !dropped.isEmpty()) {
            Instant now = clock.instant();
            for (String name : dropped) {
              failures.note(
                  run.source(),
                  name,
                  run.id(),
                  null,
                  null,
                  now,
                  "its page is older than what is known of it");
            }
            runs.add(run.id(), -dropped.size(), 0, 0, -dropped.size());
          }
        });
    store.delete(Batch.prefix(run.id()) + batch.id());
  }
}
