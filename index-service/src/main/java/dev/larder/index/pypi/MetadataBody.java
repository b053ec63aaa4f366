package dev.larder.index.pypi;

import dev.larder.memory.ByteBudget;
import dev.larder.packaging.CoreMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Future;

/**
 * A file's core metadata as blob-service sends it; to be closed.
 *
 * @param length so many bytes it has, or may have
 * @param ending gives the body up when it takes too long
 */
public record MetadataBody(long length, InputStream body, Future<Void> ending)
    implements AutoCloseable {
  /** The bytes, the characters that they are decoded to, their text and its fields. */
  static final int COPIES = 7;

  /** More headers are as good as none. */
  private static final int MOST_HEADERS = 20_000;

  private static final long BYTES_A_HEADER = 120;

  /** What it takes to read it, in bytes; many headers take more. */
  public long room() {
    return length * COPIES;
  }

  /**
   * Reads it.
   *
   * @param share of memory, of which {@link #room} is meant for it
   * @throws UncheckedIOException when it broke off
   */
  public KnownMetadata read(ByteBudget.Share share) {
    try {
      byte[] bytes = body.readNBytes((int) length + 1);
      int headers = headers(bytes);
      if (bytes.length > length || headers > MOST_HEADERS) {
        return new KnownMetadata.Unreadable();
      }
      share.need(headers * BYTES_A_HEADER);
      return switch (CoreMetadata.parse(bytes)) {
        case CoreMetadata.Read(CoreMetadata metadata) ->
            new KnownMetadata.Read(metadata, bytes.length);
        case CoreMetadata.Refused refused -> new KnownMetadata.Unreadable();
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many lines stand before the first empty one. */
  private static int headers(byte[] bytes) {
    int lines = 0;
    boolean empty = true;
    for (byte b : bytes) {
      if (b == '\n') {
        if (empty) {
          return lines;
        }
        lines++;
        empty = true;
      } else if (b != '\r') {
        empty = false;
      } else if (!empty) {
        lines++;
      }
    }
    return lines;
  }

  @Override
  public void close() {
    ending.cancel(false);
    try {
      body.close();
    } catch (IOException e) {
      // However it ended, it is of no more use.
    }
  }
}
