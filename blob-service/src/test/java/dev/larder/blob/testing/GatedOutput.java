package dev.larder.blob.testing;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** Passes so many bytes on, and the others when the gate opens. */
final class GatedOutput extends FilterOutputStream {
  private final CountDownLatch gate;
  private int free;

  GatedOutput(OutputStream out, int free, CountDownLatch gate) {
    super(out);
    this.free = free;
    this.gate = gate;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    int now = Math.min(free, count);
    out.write(bytes, offset, now);
    free -= now;
    if (now < count) {
      await();
      out.write(bytes, offset + now, count - now);
    }
  }

  private void await() throws IOException {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Nobody opened the gate.");
    }
  }
}
