package dev.larder.index.sync;

import dev.larder.index.change.Outcome;
import dev.larder.index.change.Refusal;
import dev.larder.index.database.Database;
import dev.larder.index.memory.Memory;
import dev.larder.index.source.Source;
import dev.larder.index.store.ObjectStore;
import dev.larder.messaging.Batch;
import dev.larder.service.request.RequestId;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what an upstream lists with what is known of it. The answer is made while it is read, by
 * a thread with a transaction of its own, which ends when nobody reads.
 */
@Singleton
final class ListComparison {
  private static final Logger log = LoggerFactory.getLogger(ListComparison.class);
  private static final int PIECE = 32_768;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Database database;
  private final SyncedSources sources;
  private final ObjectStore store;
  private final ListedNames names;
  private final Memory memory;
  private final ObjectMapper json;

  ListComparison(
      Database database,
      SyncedSources sources,
      ObjectStore store,
      ListedNames names,
      Memory memory,
      ObjectMapper json) {
    this.database = database;
    this.sources = sources;
    this.store = store;
    this.names = names;
    this.memory = memory;
    this.json = json;
  }

  /**
   * Compares.
   *
   * @return lines of JSON; the last one says how much there is, and without it some are missing
   */
  Outcome<InputStream> compare(int source, int generation, UUID run, boolean serials)
      throws IOException {
    Outcome<Source> found = database.read(() -> sources.of(source, generation));
    if (found instanceof Outcome.Refused<Source>(Refusal refusal)) {
      return new Outcome.Refused<>(refusal);
    }
    Optional<ObjectStore.Stored> list = store.open(Batch.listKey(run));
    if (list.isEmpty()) {
      return new Outcome.Refused<>(Refusal.missing("run %s has no list".formatted(run)));
    }
    PieceQueue answer = new PieceQueue(memory.take(PieceQueue.ROOM), PATIENCE);
    RequestId.start("comparison", () -> make(list.get(), source, serials, answer));
    return new Outcome.Unchanged<>(answer);
  }

  private void make(ObjectStore.Stored list, int source, boolean serials, PieceQueue answer) {
    try (list) {
      database.apart(() -> make(list.body(), source, serials, answer));
    } catch (IOException | RuntimeException e) {
      log.warn("A comparison broke off: {}", e.toString());
      answer.fail();
    }
  }

  private void make(InputStream list, int source, boolean serials, PieceQueue answer) {
    ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE * 2);
    try {
      names.read(list);
      names.wanted(
          source,
          serials,
          wanted -> {
            line(piece, wanted);
            if (piece.size() >= PIECE) {
              flush(piece, answer);
            }
          });
      line(piece, names.counts(source));
      flush(piece, answer);
      answer.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(ByteArrayOutputStream piece, Object line) {
    try {
      piece.writeBytes(json.writeValueAsBytes(line));
      piece.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void flush(ByteArrayOutputStream piece, PieceQueue answer) {
    try {
      answer.put(piece.toByteArray());
      piece.reset();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
