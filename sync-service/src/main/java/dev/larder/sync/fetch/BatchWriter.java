package dev.larder.sync.fetch;

import dev.larder.messaging.Batch;
import dev.larder.sync.batch.BatchRow;
import dev.larder.sync.batch.Batches;
import dev.larder.sync.catalogue.Wanted;
import dev.larder.sync.chunk.Chunk;
import dev.larder.sync.chunk.WorkChunks;
import dev.larder.sync.database.Database;
import dev.larder.sync.failure.Failures;
import dev.larder.sync.look.LookAnswer;
import dev.larder.sync.look.Outcome;
import dev.larder.sync.part.PartAwayException;
import dev.larder.sync.run.Patience;
import dev.larder.sync.run.Run;
import dev.larder.sync.run.Runs;
import dev.larder.sync.store.ObjectStore;
import dev.larder.sync.store.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what came of a chunk's looks into batches of at most 1,500 files, or of one project; for as
 * long as index-service takes one in, all other changes wait. What was put and written down isn't
 * done again, whoever dies. Thread-safe.
 */
final class BatchWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BatchWriter.class);
  private static final int MOST_FILES = 1_500;
  private static final Duration ROOM_AGAIN = Duration.ofMillis(50);

  /** What all writers of a replica work with. */
  record Parts(
      Database database,
      WorkChunks chunks,
      Batches batches,
      Failures failures,
      Runs runs,
      ObjectStore store,
      Patience patience,
      Clock clock) {}

  private record Failed(Wanted wanted, Instant at, String detail) {}

  private final Parts parts;
  private final Run run;
  private final Chunk chunk;
  private final Instant lookedAt;
  private final ReentrantLock lock = new ReentrantLock();
  private final BitSet done;
  private final List<String> names = new ArrayList<>();
  private final List<Failed> failed = new ArrayList<>();
  private Spool spool;
  private int files;
  private long bytes;
  private int changed;

  /**
   * @param lookedAt the catalogue's instant before its first page was asked for
   */
  BatchWriter(Parts parts, Run run, Chunk chunk, Instant lookedAt) {
    this.parts = parts;
    this.run = run;
    this.chunk = chunk;
    this.lookedAt = lookedAt;
    this.done = (BitSet) chunk.done().clone();
  }

  /**
   * Adds what came of a look.
   *
   * @param place of the name within the chunk
   */
  void add(int place, Outcome outcome) throws IOException, InterruptedException {
    Wanted wanted = chunk.names().get(place);
    lock.lock();
    try {
      switch (outcome) {
        case Outcome.Failed failure ->
            failed.add(new Failed(wanted, parts.clock().instant(), failure.detail()));
        case Outcome.Page page -> {
          if (files > 0 && files + page.files().size() > MOST_FILES) {
            put();
          }
          files += page.files().size();
          changed++;
          write(wanted, outcome);
          page.files().release();
        }
        case Outcome.Missing _ -> {
          changed++;
          write(wanted, outcome);
        }
        case Outcome.Unchanged _ -> write(wanted, outcome);
      }
      done.set(place);
      if (files >= MOST_FILES) {
        put();
      }
    } finally {
      lock.unlock();
    }
  }

  private void write(Wanted wanted, Outcome outcome) throws IOException {
    if (spool == null) {
      spool = Spool.open();
    }
    try (InputStream line = LookAnswer.line(wanted.name(), outcome)) {
      bytes += line.transferTo(spool.lines());
    }
    names.add(wanted.name());
  }

  /** Puts what is left; to be called when all names were added. */
  void end() throws IOException, InterruptedException {
    lock.lock();
    try {
      put();
    } finally {
      lock.unlock();
    }
  }

  private void put() throws IOException, InterruptedException {
    if (names.isEmpty() && failed.isEmpty()) {
      return;
    }
    BatchRow batch = null;
    if (spool != null) {
      batch =
          new BatchRow(
              UUID.randomUUID(),
              run.id(),
              run.source(),
              run.generation(),
              lookedAt,
              chunk.secondLook(),
              null);
      spool.end();
      String key = Batch.prefix(run.id()) + batch.id();
      boolean unused =
          parts
              .patience()
              .outlast(
                  run.id(),
                  () -> {
                    parts.store().put(key, spool);
                    return true;
                  });
      awaitRoom();
    }
    writeDown(batch);
    if (batch != null) {
      tell(batch);
    }
    clear();
  }

  private void awaitRoom() throws InterruptedException {
    while (!parts.patience().outlast(run.id(), () -> parts.batches().haveRoom(run))) {
      Thread.sleep(ROOM_AGAIN);
      parts.patience().requireWanted(run.id());
    }
  }

  /** All of it, or nothing: who has lost the chunk has done nothing. */
  private void writeDown(BatchRow batch) throws InterruptedException {
    boolean unused =
        parts
            .patience()
            .outlast(
                run.id(),
                () ->
                    parts
                        .database()
                        .write(
                            () -> {
                              parts.chunks().note(chunk, done);
                              if (batch != null) {
                                parts.batches().add(batch);
                              }
                              if (!chunk.secondLook()) {
                                count();
                              }
                              return true;
                            }));
  }

  private void count() {
    if (!names.isEmpty()) {
      parts.failures().clear(run.source(), names.toArray(String[]::new));
    }
    for (Failed one : failed) {
      Wanted wanted = one.wanted();
      parts
          .failures()
          .note(
              run.source(),
              wanted.name(),
              run.id(),
              wanted.serial(),
              wanted.etag(),
              one.at(),
              one.detail());
    }
    parts.runs().add(run.id(), names.size(), files, bytes, changed);
  }

  private void tell(BatchRow batch) {
    try {
      parts.batches().tell(batch, run.requestId());
    } catch (PartAwayException e) {
      log.info("Batch {} is told later: {}", batch.id(), e.getMessage());
    }
  }

  private void clear() throws IOException {
    if (spool != null) {
      spool.close();
      spool = null;
    }
    names.clear();
    failed.clear();
    files = 0;
    bytes = 0;
    changed = 0;
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      clear();
    } finally {
      lock.unlock();
    }
  }
}
