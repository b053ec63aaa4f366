package dev.larder.upload.storage;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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

  /** In bytes, for objects up to that many. */
  public static int partSize(long largestObject) {
    return Math.toIntExact(Math.max(SMALLEST_PART, Math.ceilDiv(largestObject, PARTS)));
  }

  /** No buffer became free in time. */
  public static final class BusyException extends IOException {
    private static final long serialVersionUID = 1;

    BusyException() {
      super("Too many uploads at once; try again in a moment.");
    }
  }

  /** A buffer that goes back into the pool when closed, once. */
  public final class Buffer implements AutoCloseable {
    private final byte[] bytes;
    private int length;

    private Buffer(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }

    /** How much of it was filled. */
    int length() {
      return length;
    }

    boolean isFull() {
      return length == bytes.length;
    }

    /** Fills it as far as the stream goes. */
    Buffer fill(InputStream in) throws IOException {
      length = in.readNBytes(bytes, 0, bytes.length);
      return this;
    }

    @Override
    public void close() {
      synchronized (made) {
        made.push(bytes);
      }
      free.release();
    }
  }

  /**
   * A buffer; who asked first gets the next one.
   *
   * @throws BusyException where none became free in time
   */
  public Buffer take() throws BusyException {
    try {
      if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new BusyException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException();
    }
    byte[] bytes;
    synchronized (made) {
      bytes = made.poll();
    }
    return new Buffer(bytes == null ? new byte[size] : bytes);
  }
}
