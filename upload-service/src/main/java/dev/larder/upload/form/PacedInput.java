package dev.larder.upload.form;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A body that must keep coming: it fails with 408 where it stands still for too long, or drips so
 * slowly that it holds a place that others wait for. Only the time that is spent waiting for it
 * counts. For one thread; to be closed, which leaves the body open.
 */
public final class PacedInput extends FilterInputStream {

  /** Bytes a second on average, once the longest standstill has passed. */
  private static final long SLOWEST = 1 << 10;

  /** However fast it comes, nobody uploads for longer. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private static final int LOOKS = 4;

  private final long stall;
  private final Thread reader = Thread.currentThread();
  private final Thread watch;
  private long bytes;
  private long waited;
  private long since;
  private boolean reading;
  private boolean stalled;

  /**
   * @param stall how long it may stand still
   */
  public PacedInput(InputStream in, Duration stall) {
    super(in);
    this.stall = stall.toNanos();
    this.watch = Thread.ofVirtual().name("upload-watch").start(this::watch);
  }

  private void watch() {
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(stall / LOOKS);
        interruptWhereStalled();
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private synchronized void interruptWhereStalled() {
    if (reading && !stalled && System.nanoTime() - since > stall) {
      stalled = true;
      reader.interrupt();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    begin();
    int n;
    try {
      n = in.read(into, offset, length);
    } catch (IOException | RuntimeException e) {
      if (end(0)) {
        throw tooSlow();
      }
      throw e;
    }
    if (end(Math.max(n, 0)) || isTooSlow()) {
      throw tooSlow();
    }
    return n;
  }

  private synchronized void begin() {
    reading = true;
    since = System.nanoTime();
  }

  /** Whether it has stalled; the interruption for that is taken back. */
  private synchronized boolean end(int n) {
    reading = false;
    waited += System.nanoTime() - since;
    bytes += n;
    if (stalled) {
      Thread.interrupted();
    }
    return stalled;
  }

  private boolean isTooSlow() {
    long due = (waited - stall) / TimeUnit.SECONDS.toNanos(1) * SLOWEST;
    return bytes < due || waited > LONGEST.toNanos();
  }

  private static FormException tooSlow() {
    return new FormException(408, "The upload came too slowly or stood still; try again.");
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
