package dev.larder.index.forget;

import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.database.Database;
import dev.larder.index.database.DatabaseAway;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets names that no upstream has, a while after they were last asked for. In batches, so that
 * no change waits for long; one replica at a time.
 */
@Singleton
class Forgetting {
  private static final Logger log = LoggerFactory.getLogger(Forgetting.class);
  private static final int BATCH = 1_000;

  /** PostgreSQL's advisory lock. */
  static final long LOCK = 0x6c61_7264_6572_0003L;

  private final Duration after;
  private final Database database;
  private final CatalogueClock clock;
  private final UnknownNames names;

  Forgetting(ForgetSettings settings, Database database, CatalogueClock clock, UnknownNames names) {
    this.after = settings.forgetAfter();
    this.database = database;
    this.clock = clock;
    this.names = names;
  }

  private record Batch(long last, long forgotten) {}

  @Scheduled(fixedDelay = "10m", initialDelay = "1m")
  void tick() {
    try {
      long forgotten = forget(database.read(clock::now));
      if (forgotten > 0) {
        log.info("{} names that no upstream has are forgotten", forgotten);
      }
    } catch (DatabaseAway e) {
      log.debug("Unknown names can't be looked up: {}", e.getMessage());
    }
  }

  /** Forgets those whose time is over; says how many. */
  long forget(Instant now) {
    Instant before = now.minus(after);
    long forgotten = 0;
    Optional<Batch> batch = next(0, before);
    while (batch.isPresent()) {
      forgotten += batch.get().forgotten();
      batch = next(batch.get().last(), before);
    }
    return forgotten;
  }

  private Optional<Batch> next(long from, Instant before) {
    return database.write(
        () ->
            names.take(LOCK)
                ? names
                    .lastOfBatch(from, before, BATCH)
                    .map(last -> new Batch(last, names.forget(from, last, before)))
                : Optional.empty());
  }
}
