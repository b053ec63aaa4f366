package dev.larder.sync.fetch;

import dev.larder.service.request.RequestId;
import dev.larder.sync.batch.Batches;
import dev.larder.sync.catalogue.Catalogue;
import dev.larder.sync.catalogue.Mirror;
import dev.larder.sync.catalogue.OfflineException;
import dev.larder.sync.catalogue.OtherUpstreamException;
import dev.larder.sync.chunk.Chunk;
import dev.larder.sync.chunk.WorkChunks;
import dev.larder.sync.database.Database;
import dev.larder.sync.failure.Failures;
import dev.larder.sync.look.Look;
import dev.larder.sync.part.PartAwayException;
import dev.larder.sync.run.Patience;
import dev.larder.sync.run.Run;
import dev.larder.sync.run.Runs;
import dev.larder.sync.settings.SyncSettings;
import dev.larder.sync.store.ObjectStore;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the names of a chunk, many at once. */
@Singleton
public class ChunkWorker {
  private static final Logger log = LoggerFactory.getLogger(ChunkWorker.class);

  /** How often it is asked whether a source is offline by now. */
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Pages pages;
  private final Catalogue catalogue;
  private final SyncSettings settings;
  private final BatchWriter.Parts parts;

  ChunkWorker(
      Pages pages,
      Catalogue catalogue,
      SyncSettings settings,
      Database database,
      WorkChunks chunks,
      Batches batches,
      Failures failures,
      Runs runs,
      ObjectStore store,
      Patience patience,
      Clock clock) {
    this.pages = pages;
    this.catalogue = catalogue;
    this.settings = settings;
    this.parts =
        new BatchWriter.Parts(database, chunks, batches, failures, runs, store, patience, clock);
  }

  /** Takes a chunk that nobody works on and works on it; false where there is none for now. */
  public boolean work() throws InterruptedException {
    Optional<Chunk> taken = parts.chunks().take(settings.lease());
    if (taken.isEmpty()) {
      return false;
    }
    Chunk chunk = taken.get();
    try {
      Run run = parts.database().write(() -> parts.runs().findById(chunk.run())).orElseThrow();
      List<Exception> failure = new ArrayList<>();
      RequestId.with(Optional.ofNullable(run.requestId()), () -> carried(chunk, run, failure));
      if (!failure.isEmpty()) {
        switch (failure.getFirst()) {
          case InterruptedException interrupted -> throw interrupted;
          case RuntimeException other -> throw other;
          default -> throw new IllegalStateException(failure.getFirst());
        }
      }
    } catch (WorkChunks.LostException | Patience.EndedException e) {
      log.info("Chunk {} of run {} is left: {}", chunk.number(), chunk.run(), e.getMessage());
    } catch (OfflineException e) {
      log.info("Chunk {} of run {} is left: {}", chunk.number(), chunk.run(), e.getMessage());
      // Who leads the run ends it in a moment.
      return false;
    } finally {
      release(chunk);
    }
    return true;
  }

  private void carried(Chunk chunk, Run run, List<Exception> failure) {
    try {
      work(chunk, run);
    } catch (InterruptedException | RuntimeException e) {
      failure.add(e);
    } catch (IOException e) {
      failure.add(new UncheckedIOException(e));
    }
  }

  private void release(Chunk chunk) {
    try {
      parts.chunks().release(chunk);
    } catch (PartAwayException e) {
      log.info("Chunk {} of run {} is free after its lease", chunk.number(), chunk.run());
    }
  }

  private void work(Chunk chunk, Run run) throws IOException, InterruptedException {
    Mirror mirror;
    try {
      mirror =
          parts
              .patience()
              .outlast(
                  run.id(),
                  () -> catalogue.mirror(run.source(), run.generation(), run.sourceName()));
    } catch (OtherUpstreamException e) {
      // Who leads the run ends it.
      parts.chunks().drop(run.id());
      return;
    }
    Look base = mirror.look();
    Instant lookedAt = parts.patience().outlast(run.id(), catalogue::instant);
    try (BatchWriter batch = new BatchWriter(parts, run, chunk, lookedAt)) {
      all(chunk, base, batch, new Waiting(run), new Online(run));
      batch.end();
    }
  }

  private void all(Chunk chunk, Look base, BatchWriter batch, Trouble trouble, Online online)
      throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    int size = chunk.names().size();
    int threads = Math.min(settings.concurrency(), size);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      ExecutorCompletionService<Void> looking = new ExecutorCompletionService<>(executor);
      for (int i = 0; i < threads; i++) {
        Future<Void> unused =
            looking.submit(
                () -> {
                  for (int place = next.getAndIncrement();
                      place < size;
                      place = next.getAndIncrement()) {
                    if (!chunk.done().get(place)) {
                      online.require();
                      batch.add(place, pages.look(base, chunk.names().get(place), trouble));
                    }
                  }
                  return null;
                });
      }
      try {
        for (int i = 0; i < threads; i++) {
          looking.take().get();
        }
      } catch (ExecutionException e) {
        executor.shutdownNow();
        switch (e.getCause()) {
          case IOException io -> throw io;
          case InterruptedException interrupted -> throw interrupted;
          case RuntimeException other -> throw other;
          default -> throw new IllegalStateException(e.getCause());
        }
      } catch (InterruptedException e) {
        executor.shutdownNow();
        throw e;
      }
    }
  }

  /** Ends a chunk's looks when their source was taken offline. */
  private final class Online {
    private final Run run;
    private final ReentrantLock asking = new ReentrantLock();
    private long asked = System.nanoTime();

    private Online(Run run) {
      this.run = run;
    }

    /**
     * Asks now and then; whoever comes while the answer is waited for waits too.
     *
     * @throws OfflineException when it was
     */
    void require() throws InterruptedException {
      asking.lockInterruptibly();
      try {
        if (System.nanoTime() - asked > EVERY.toNanos()) {
          var _ = parts.patience().outlast(run.id(), this::mirror);
          asked = System.nanoTime();
        }
      } finally {
        asking.unlock();
      }
    }

    private Optional<Mirror> mirror() {
      try {
        return Optional.of(catalogue.mirror(run.source(), run.generation(), run.sourceName()));
      } catch (OtherUpstreamException e) {
        // Nobody takes what is brought from there any more.
        return Optional.empty();
      }
    }
  }

  /** Says of a run that its upstream is away. */
  private final class Waiting implements Trouble {
    private final Run run;

    private Waiting(Run run) {
      this.run = run;
    }

    @Override
    public void began(String reason) {
      parts.patience().wait(run.id(), reason);
    }

    @Override
    public void ended() {
      parts.patience().goOn(run.id());
    }

    @Override
    public void requireWanted() {
      parts.patience().requireWanted(run.id());
    }
  }
}
