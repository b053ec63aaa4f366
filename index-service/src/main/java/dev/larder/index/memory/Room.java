package dev.larder.index.memory;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * How many files of pages may be in memory at once. Whoever asks for more waits for those who came
 * before; nobody may ask for more while holding some.
 */
@Singleton
public class Room {
  /**
   * An estimate of what a file takes while its page is made: the driver's row, the record with its
   * texts, and its share of the text that is written.
   */
  public static final int BYTES_A_FILE = 4096;

  private final int files;
  private final Semaphore free;

  /** Half of the heap; the rest is the service's own and that of answers on their way. */
  @Inject
  public Room() {
    this((int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2 / BYTES_A_FILE));
  }

  Room(int files) {
    this.files = files;
    this.free = new Semaphore(files, true);
  }

  /** How many files there is room for. */
  public int files() {
    return files;
  }

  /** Does the work when there is room for its files; more than all the room takes all of it. */
  public <T> T with(long count, Supplier<T> work) {
    int taken = (int) Math.clamp(count, 1, files);
    free.acquireUninterruptibly(taken);
    try {
      return work.get();
    } finally {
      free.release(taken);
    }
  }
}
