package dev.larder.blob.fill;

import java.io.IOException;

/** Bytes that come piece by piece; each call may block. Not thread-safe. To be closed. */
public interface Chunks extends AutoCloseable {
  /**
   * The next bytes; null when all were given.
   *
   * @throws IOException when the rest can't be had, or what was given is wrong
   */
  byte[] next() throws IOException;

  @Override
  void close() throws IOException;
}
