package dev.larder.upload.storage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A fixed number of buffers, made when first needed and kept: what all uploads together may hold in
 * memory.
 */
public final class PartBuffers {

  /** Enough for {@code partSize × 10,000} bytes an object, which is what S3 allows for parts. */
  private static final long PARTS = 10_000;

  /** The smallest part that S3 takes. */
  static final int SMALLEST_PART = 5 << 20;

  private final int size;
  private final Duration patience;
  private final Semaphore free;
  private final Deque<byte[]> made = new ArrayDeque<>();

  /**
   * @param largestObject in bytes
   * @param patience how long to wait for a free one
   */
  public PartBuffers(long largestObject, int count, Duration patience) {
    this.size = partSize(largestObject);
    this.patience = patience;
    this.free = new Semaphore(count, true);
  }

  static int partSize(long largestObject) {
    return Math.toIntExact(Math.max(SMALLEST_PART, Math.ceilDiv(largestObject, PARTS)));
  }

  /** A buffer that goes back into the pool when closed. */
  public final class Buffer implements AutoCloseable {
    private final byte[] bytes;

    private Buffer(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }

    @Override
    public void close() {
      synchronized (made) {
        made.push(bytes);
      }
      free.release();
    }
  }

  /** A buffer, or empty where none became free in time. */
  public Optional<Buffer> take() {
    try {
      if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    byte[] bytes;
    synchronized (made) {
      bytes = made.poll();
    }
    return Optional.of(new Buffer(bytes == null ? new byte[size] : bytes));
  }
}
