package dev.larder.index.store;

import jakarta.annotation.Nullable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** The lines of a stream of bytes, one after the other. */
public final class Lines implements AutoCloseable {
  private static final int SIZE = 64 << 10;
  private static final int BEGINNING = 500;

  private final InputStream in;
  private final IntConsumer room;
  private byte[] buffer = new byte[SIZE];
  private int begin;
  private int end;

  /**
   * From its beginning.
   *
   * @param in is closed with this
   * @param room is told how many bytes more a line takes than any before, and may refuse them
   */
  public Lines(InputStream in, IntConsumer room) {
    this.in = in;
    this.room = room;
  }

  /** The next one, without its end; null when there are no more. */
  public @Nullable byte[] next() throws IOException {
    int seen = begin;
    while (true) {
      for (int i = seen; i < end; i++) {
        if (buffer[i] == '\n') {
          byte[] line = Arrays.copyOfRange(buffer, begin, i);
          begin = i + 1;
          return line;
        }
      }
      seen = end - begin;
      if (!fill()) {
        byte[] line = seen == 0 ? null : Arrays.copyOfRange(buffer, begin, end);
        begin = end;
        return line;
      }
    }
  }

  /**
   * What the line begins with for which there was no room: that {@link #next} failed to give. The
   * rest of it is skipped.
   */
  public byte[] refused() throws IOException {
    byte[] beginning = Arrays.copyOfRange(buffer, begin, Math.min(end, begin + BEGINNING));
    int seen = begin;
    while (true) {
      for (int i = seen; i < end; i++) {
        if (buffer[i] == '\n') {
          begin = i + 1;
          return beginning;
        }
      }
      begin = end;
      seen = 0;
      if (!fill()) {
        return beginning;
      }
    }
  }

  /** Reads more behind what is there, which moves to the front; false when there is no more. */
  private boolean fill() throws IOException {
    System.arraycopy(buffer, begin, buffer, 0, end - begin);
    end -= begin;
    begin = 0;
    if (end == buffer.length) {
      room.accept(buffer.length);
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, end, buffer.length - end);
    end += Math.max(0, read);
    return read >= 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
