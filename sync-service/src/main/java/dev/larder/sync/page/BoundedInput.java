package dev.larder.sync.page;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses to read on when more comes than any project page can have. */
public final class BoundedInput extends FilterInputStream {
  private long left;

  /**
   * @param limit in bytes
   */
  public BoundedInput(InputStream in, long limit) {
    super(in);
    this.left = limit;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      count(1);
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      count(count);
    }
    return count;
  }

  private void count(int count) throws IOException {
    left -= count;
    if (left < 0) {
      throw new NotAPageException("is larger than any project page may be");
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
