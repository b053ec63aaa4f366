package dev.larder.sync.chunk;

import dev.larder.sync.catalogue.Wanted;
import dev.larder.sync.database.Database;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names that runs have to look at, in chunks. A replica has a chunk for the time of a lease,
 * which it renews; then another one goes on where it stood. Who was too slow knows by its claim
 * that it lost the chunk, even to the same replica.
 */
@Singleton
public class WorkChunks {
  private final Database database;
  private final ChunkRows rows;

  /** What this replica works on: no other lease is renewed. */
  private final Set<Chunk> inHand = Collections.newSetFromMap(new ConcurrentHashMap<>());

  WorkChunks(Database database, ChunkRows rows) {
    this.database = database;
    this.rows = rows;
  }

  /** The chunk isn't this replica's any more: another one has it, or its run was ended. */
  public static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LostException() {
      super("The chunk was lost");
    }
  }

  /** Adds names behind the others of a run. */
  public void add(UUID run, boolean secondLook, List<Wanted> names) {
    database.run(
        () -> rows.add(run, rows.last(run) + 1, secondLook, names.size(), PackedNames.pack(names)));
  }

  /** How many of a run have names to be looked at. */
  public long count(UUID run) {
    return database.write(() -> rows.count(run));
  }

  /** Takes one that nobody works on. */
  public Optional<Chunk> take(Duration lease) {
    UUID claim = UUID.randomUUID();
    Optional<Chunk> taken =
        database.write(
            () -> {
              Optional<ChunkRow> free = rows.free();
              free.ifPresent(row -> rows.take(row.run(), row.number(), claim, lease.toMillis()));
              return free.map(row -> chunk(row, claim));
            });
    taken.ifPresent(inHand::add);
    return taken;
  }

  private static Chunk chunk(ChunkRow row, UUID claim) {
    return new Chunk(
        row.run(),
        row.number(),
        row.secondLook(),
        PackedNames.unpack(row.names()),
        BitSet.valueOf(row.done()),
        claim);
  }

  /** Renews all that were taken and not released. */
  public void renew(Duration lease) {
    for (Chunk chunk : inHand) {
      database.run(() -> rows.renew(chunk.run(), chunk.number(), chunk.claim(), lease.toMillis()));
    }
  }

  /** Lets another replica go on with it, or the same one. */
  public void release(Chunk chunk) {
    inHand.remove(chunk);
    database.run(() -> rows.release(chunk.run(), chunk.number(), chunk.claim()));
  }

  /**
   * Writes down which names were looked at, within the caller's transaction; the chunk is gone when
   * all of them were.
   *
   * @throws LostException when it isn't this replica's any more
   */
  public void note(Chunk chunk, BitSet done) {
    long noted =
        done.cardinality() == chunk.names().size()
            ? rows.delete(chunk.run(), chunk.number(), chunk.claim())
            : rows.note(chunk.run(), chunk.number(), chunk.claim(), done.toByteArray());
    if (noted == 0) {
      throw new LostException();
    }
  }

  /** Lets go of all of a run. */
  public void drop(UUID run) {
    database.run(() -> rows.deleteAll(run));
  }
}
