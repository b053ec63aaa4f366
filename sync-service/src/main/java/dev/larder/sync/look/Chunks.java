package dev.larder.sync.look;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;

/** Bytes in memory that are never copied while they become more. */
final class Chunks extends OutputStream {
  private static final int SMALL = 4 * 1024;
  private static final int LARGE = 64 * 1024;

  private final IntConsumer grows;
  private final List<byte[]> full = new ArrayList<>();
  private byte[] last = new byte[SMALL];
  private int length;

  /**
   * @param grows told how many bytes more are needed, before they are; may throw
   */
  Chunks(IntConsumer grows) {
    this.grows = grows;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    int from = offset;
    int left = count;
    while (left > 0) {
      if (length == last.length) {
        grows.accept(LARGE);
        full.add(last);
        last = new byte[LARGE];
        length = 0;
      }
      int part = Math.min(left, last.length - length);
      System.arraycopy(bytes, from, last, length, part);
      length += part;
      from += part;
      left -= part;
    }
  }

  /** How many bytes they take. */
  long room() {
    return (long) full.size() * LARGE + last.length;
  }

  /** All that was written, from the beginning; to be called when nothing more is written. */
  InputStream read() {
    List<InputStream> parts = new ArrayList<>(full.size() + 1);
    full.forEach(chunk -> parts.add(new ByteArrayInputStream(chunk)));
    parts.add(new ByteArrayInputStream(last, 0, length));
    return new SequenceInputStream(Collections.enumeration(parts));
  }
}
