package dev.larder.upload.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The store's own failures, told from those of the archive: they come out unchecked. */
final class StoreInput extends FilterInputStream {

  private interface Call {
    long answer() throws IOException;
  }

  StoreInput(InputStream in) {
    super(in);
  }

  @Override
  public int read() {
    return (int) told(in::read);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    return (int) told(() -> in.read(bytes, offset, length));
  }

  @Override
  public long skip(long n) {
    return told(() -> in.skip(n));
  }

  @Override
  public int available() {
    return (int) told(in::available);
  }

  private static long told(Call call) {
    try {
      return call.answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
