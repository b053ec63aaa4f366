package dev.larder.blob.fill;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * Bytes that must come at some rate, averaged over windows of the time that is spent waiting for
 * them: what a slow reader takes doesn't count. Not thread-safe.
 */
final class MinimumRateInput extends FilterInputStream {
  private final long least;
  private final long window;
  private final LongSupplier nanos;
  private long waited;
  private long got;

  /**
   * @param least bytes a window
   * @param window in nanoseconds
   * @param nanos the time, in nanoseconds from anywhere
   */
  MinimumRateInput(InputStream in, long least, long window, LongSupplier nanos) {
    super(in);
    this.least = least;
    this.window = window;
    this.nanos = nanos;
  }

  /** They came too slowly. */
  static final class TooSlowException extends IOException {
    private static final long serialVersionUID = 1;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    long before = nanos.getAsLong();
    int read = super.read(to, offset, length);
    waited += nanos.getAsLong() - before;
    got += Math.max(0, read);
    if (waited >= window) {
      if (read >= 0 && got < least * ((double) waited / window)) {
        throw new TooSlowException();
      }
      waited = 0;
      got = 0;
    }
    return read;
  }
}
