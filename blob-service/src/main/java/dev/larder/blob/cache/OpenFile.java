package dev.larder.blob.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file held open for reading by several at once; it stays readable when it is renamed or
 * unlinked, and is closed when the last of them has let go. Thread-safe.
 */
public final class OpenFile implements AutoCloseable {
  private final FileChannel channel;
  private int holders = 1;

  private OpenFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens a file, held by the caller. */
  public static OpenFile open(Path path) throws IOException {
    return new OpenFile(FileChannel.open(path, StandardOpenOption.READ));
  }

  /** For positional reads only. */
  public FileChannel channel() {
    return channel;
  }

  /** The bytes that are in it by now. */
  public long size() throws IOException {
    return channel.size();
  }

  /** One more holder, who will {@link #close()} it. */
  public synchronized OpenFile hold() {
    if (holders == 0) {
      throw new IllegalStateException("The file is closed.");
    }
    holders++;
    return this;
  }

  /** One holder less. */
  @Override
  public synchronized void close() {
    if (--holders == 0) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
