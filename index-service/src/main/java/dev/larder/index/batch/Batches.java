package dev.larder.index.batch;

import dev.larder.index.database.Database;
import dev.larder.index.memory.Memory;
import dev.larder.index.settings.Settings;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.index.store.ObjectStore;
import dev.larder.index.sweep.Sweeps;
import dev.larder.index.upstream.Serials;
import dev.larder.memory.BudgetSpentException;
import dev.larder.memory.ByteBudget;
import dev.larder.messaging.Batch;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings batches of looks into the catalogue, each in one transaction and one change: as {@code
 * Observations} does it with single looks, to the same effect. What is decided, before the clock is
 * locked, is decided again where a project has changed meanwhile. A batch that is in already
 * changes nothing.
 */
@Singleton
public class Batches {
  private static final Logger log = LoggerFactory.getLogger(Batches.class);
  private static final int ATTEMPTS = 20;

  /** All batches have a share of the memory together. */
  private static final String ASKER = "batches";

  private final Settings settings;
  private final Database database;
  private final Sources sources;
  private final ObjectStore store;
  private final Memory memory;
  private final ObjectMapper json;
  private final Serials serials;
  private final Comparison comparison;
  private final Staging staging;
  private final BatchChange change;
  private final AppliedBatches applied;
  private final Sweeps sweeps;

  Batches(
      Settings settings,
      Database database,
      Sources sources,
      ObjectStore store,
      Memory memory,
      ObjectMapper json,
      Serials serials,
      Comparison comparison,
      Staging staging,
      BatchChange change,
      AppliedBatches applied,
      Sweeps sweeps) {
    this.sweeps = sweeps;
    this.settings = settings;
    this.database = database;
    this.sources = sources;
    this.store = store;
    this.memory = memory;
    this.json = json;
    this.serials = serials;
    this.comparison = comparison;
    this.staging = staging;
    this.change = change;
    this.applied = applied;
  }

  /**
   * Applies one. What is there no more is of no use any more: that it is in was told to whoever
   * deleted it.
   *
   * @throws UncheckedIOException when the object store is away
   */
  public void apply(Batch batch) {
    Optional<Source> source = database.read(() -> source(batch));
    if (source.isEmpty()) {
      log.info("Batch {} is in, or its source looks elsewhere by now", batch.id());
      return;
    }
    long beside = 0;
    while (!isOver(batch, source.get(), beside)) {
      beside = Math.max(2 * beside, Comparison.ROOM);
    }
  }

  /**
   * Whether it need not be tried again with more memory beside what most batches take. Who finds on
   * the way that it needs more doesn't wait for it with a share in hand.
   */
  private boolean isOver(Batch batch, Source source, long beside) {
    try (ObjectStore.Stored object = store.open(batch.key()).orElse(null)) {
      if (object == null) {
        log.info("Batch {} isn't there any more", batch.id());
        return true;
      }
      long bytes = object.length() + BatchReader.ROOM + Comparison.ROOM + beside;
      try (ByteBudget.Share share = memory.take(Math.min(bytes, memory.largest()), ASKER)) {
        return isOver(batch, source, bytes(object), new Room(share, beside));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isOver(Batch batch, Source source, byte[] bytes, Room room) {
    try {
      apply(batch, source, bytes, room);
      return true;
    } catch (BudgetSpentException e) {
      if (room.isAll(memory.largest())) {
        throw e;
      }
      return false;
    }
  }

  private Optional<Source> source(Batch batch) {
    return sources
        .withId(batch.source())
        .filter(source -> !source.isLocal() && source.generation() == batch.generation())
        .filter(source -> !applied.existsById(batch.id()));
  }

  private static byte[] bytes(ObjectStore.Stored object) throws IOException {
    byte[] bytes = object.body().readNBytes(Math.toIntExact(object.length()));
    if (bytes.length < object.length()) {
      throw new IOException("The object store gave less than it said");
    }
    return bytes;
  }

  private void apply(Batch batch, Source source, byte[] bytes, Room room) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<AppliedBatch> done =
          database.writeIf(
              () -> prepare(batch, source, bytes, room),
              decisions -> change.make(batch, source, decisions));
      if (done.isPresent()) {
        log(source, done.get());
        return;
      }
      if (database.read(() -> applied.existsById(batch.id()))) {
        return;
      }
    }
    throw new IllegalStateException(
        "The projects of batch %s kept changing while it was applied".formatted(batch.id()));
  }

  private Decisions prepare(Batch batch, Source source, byte[] bytes, Room room) {
    Decisions decisions =
        new Decisions(
            source.id(),
            sweeps.newestRun(source.id()),
            batch.lookedAt(),
            settings.secondLook(),
            serials.scale(source.id()));
    staging.open();
    try (BatchReader reader = new BatchReader(bytes, json, room, decisions::drop)) {
      for (List<Looked> looks = reader.next(); !looks.isEmpty(); looks = reader.next()) {
        comparison.compare(source.id(), looks, decisions, room);
        staging.take(decisions.rows());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return decisions;
  }

  private static void log(Source source, AppliedBatch batch) {
    log.info(
        "Batch {} of {}: {} projects changed, {} files more, {} looks dropped, serial {}",
        batch.id(),
        source.name(),
        batch.projects(),
        batch.files(),
        batch.dropped().size(),
        batch.serial());
  }
}
