package dev.larder.upload.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Unpacked bytes, refused where there are far more of them than the archive's size explains
 * (RZIP-1).
 */
final class BoundedUnpacking extends FilterInputStream {

  private static final long ALWAYS_ALLOWED = 64 << 20;
  private static final long RATIO = 50;

  private long left;

  BoundedUnpacking(InputStream in, long packedSize) {
    super(in);
    left = Math.max(ALWAYS_ALLOWED, packedSize * RATIO);
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    count(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = in.read(bytes, offset, length);
    count(Math.max(n, 0));
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    long skipped = in.skip(n);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long n) throws UnsoundException {
    left -= n;
    if (left < 0) {
      throw new UnsoundException(
          "Invalid distribution file. It unpacks to more than 50 times its size.");
    }
  }
}
