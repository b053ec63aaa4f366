package dev.larder.sync.lead;

import dev.larder.service.request.RequestId;
import dev.larder.sync.chunk.WorkChunks;
import dev.larder.sync.database.Database;
import dev.larder.sync.fetch.ChunkWorker;
import dev.larder.sync.part.PartAwayException;
import dev.larder.sync.run.Patience;
import dev.larder.sync.run.Run;
import dev.larder.sync.run.Runs;
import dev.larder.sync.settings.SyncSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this replica does for runs: it leads those that nobody leads, and works on chunks that
 * nobody works on. What it has in hand when it dies is taken over when its leases are over.
 */
@Singleton
public class Replica {
  private static final Logger log = LoggerFactory.getLogger(Replica.class);

  /** So many chunks at once: while the batch of one is put, the others go on. */
  private static final int CHUNKS = 3;

  private static final int RENEWALS = 3;

  private final Lead lead;
  private final ChunkWorker chunkWorker;
  private final Database database;
  private final Runs runs;
  private final WorkChunks chunks;
  private final Patience patience;
  private final SyncSettings settings;
  private final Clock clock;

  /** The claims by which this replica leads runs: no other lease is renewed. */
  private final Set<UUID> leading = ConcurrentHashMap.newKeySet();

  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  Replica(
      Lead lead,
      ChunkWorker chunkWorker,
      Database database,
      Runs runs,
      WorkChunks chunks,
      Patience patience,
      SyncSettings settings,
      Clock clock) {
    this.lead = lead;
    this.chunkWorker = chunkWorker;
    this.database = database;
    this.runs = runs;
    this.chunks = chunks;
    this.patience = patience;
    this.settings = settings;
    this.clock = clock;
  }

  private interface Work {
    /** Whether there may be more at once. */
    boolean some() throws InterruptedException;
  }

  /** Begins, once the database is open. */
  public void start() {
    loop("sync-lead", settings.tick(), this::takeLead);
    for (int i = 0; i < CHUNKS; i++) {
      loop("sync-chunk-" + i, settings.tick(), chunkWorker::work);
    }
    loop("sync-lease", settings.lease().dividedBy(RENEWALS), this::renew);
  }

  private void loop(String name, Duration pause, Work work) {
    threads.add(Thread.ofVirtual().name(name).start(() -> loop(pause, work)));
  }

  private static void loop(Duration pause, Work work) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        if (!once(work)) {
          Thread.sleep(pause);
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static boolean once(Work work) throws InterruptedException {
    try {
      return work.some();
    } catch (PartAwayException e) {
      log.debug("Nothing is done for syncs now", e);
      return false;
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        log.error("Work for a sync failed, and is tried again", e);
      }
      return false;
    }
  }

  private boolean renew() {
    for (UUID claim : leading) {
      database.run(() -> runs.renew(claim, settings.lease().toMillis()));
    }
    chunks.renew(settings.lease());
    return false;
  }

  private boolean takeLead() {
    UUID claim = UUID.randomUUID();
    Optional<Run> due =
        database.write(
            () -> {
              Optional<Run> run = runs.due(clock.instant());
              run.ifPresent(one -> runs.take(one.id(), claim, settings.lease().toMillis()));
              return run;
            });
    due.ifPresent(
        run ->
            threads.add(
                Thread.ofVirtual()
                    .name("sync-run-" + run.sourceName())
                    .start(
                        () ->
                            RequestId.with(
                                Optional.ofNullable(run.requestId()),
                                () -> lead(run.id(), claim)))));
    return due.isPresent();
  }

  private void lead(UUID run, UUID claim) {
    boolean waited = false;
    leading.add(claim);
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Lead.Step step = step(run, claim);
        switch (step) {
          case Lead.Go _ -> waited = goOn(run, waited);
          case Lead.Pause _ -> {
            waited = goOn(run, waited);
            Thread.sleep(settings.tick());
          }
          case Lead.Away(String reason) -> {
            waited = true;
            patience.wait(run, reason);
            patience.pause();
          }
          case Lead.Release(var dueAt) -> {
            database.run(() -> runs.release(run, claim, dueAt.orElse(null)));
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      log.debug("Run {} is left to others", run);
    } catch (PartAwayException e) {
      log.info("Run {} is taken up again later: {}", run, e.getMessage());
    } finally {
      leading.remove(claim);
      threads.remove(Thread.currentThread());
    }
  }

  private boolean goOn(UUID run, boolean waited) {
    if (waited) {
      patience.goOn(run);
    }
    return false;
  }

  private Lead.Step step(UUID run, UUID claim) throws InterruptedException {
    try {
      Optional<Run> led = database.write(() -> runs.led(run, claim));
      return led.isPresent() ? lead.step(led.get()) : new Lead.Release(Optional.empty());
    } catch (LostLeadException e) {
      log.info("Run {}: {}", run, e.getMessage());
      return new Lead.Release(Optional.empty());
    } catch (PartAwayException e) {
      log.info("Run {} waits: {}", run, e.toString());
      return new Lead.Away(e.getMessage());
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      log.error("A step of run {} failed, and is tried again", run, e);
      return new Lead.Away("a step failed; see the log of sync-service");
    }
  }

  /** Leaves everything to the others. */
  @PreDestroy
  void stop() {
    threads.forEach(Thread::interrupt);
  }
}
