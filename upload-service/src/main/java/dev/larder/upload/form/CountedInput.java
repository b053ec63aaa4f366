package dev.larder.upload.form;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** Fails as soon as more came than is allowed, whatever a header had promised. */
final class CountedInput extends FilterInputStream {

  private final Supplier<FormException> tooMuch;
  private long left;

  CountedInput(InputStream in, long allowed, Supplier<FormException> tooMuch) {
    super(in);
    this.left = allowed;
    this.tooMuch = tooMuch;
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    if (b >= 0) {
      count(1);
    }
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = in.read(bytes, offset, length);
    count(Math.max(n, 0));
    return n;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(int n) throws FormException {
    left -= n;
    if (left < 0) {
      throw tooMuch.get();
    }
  }
}
