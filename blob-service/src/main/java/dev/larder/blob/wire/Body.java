package dev.larder.blob.wire;

import dev.larder.blob.cache.OpenFile;
import dev.larder.blob.document.Document;
import dev.larder.blob.fill.Chunks;
import dev.larder.blob.fill.Follower;
import dev.larder.blob.fill.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/** The bytes of an answer. Whoever is given one closes it or sends it. */
public sealed interface Body extends AutoCloseable {
  /** How many bytes, when that is known. */
  OptionalLong length();

  @Override
  void close();

  /** A part of a file that is there. */
  record OfFile(OpenFile file, Span span) implements Body {
    @Override
    public OptionalLong length() {
      return OptionalLong.of(span.length());
    }

    @Override
    public void close() {
      file.close();
    }
  }

  /**
   * A file that is on its way.
   *
   * @param first offset of the first byte
   * @param end offset behind the last one, when known
   */
  record OfDownload(Follower follower, long first, OptionalLong end) implements Body {
    @Override
    public OptionalLong length() {
      return end.isPresent() ? OptionalLong.of(end.getAsLong() - first) : end;
    }

    @Override
    public void close() {
      follower.close();
    }
  }

  /** Bytes that are in memory. */
  record OfDocument(Document document) implements Body {
    @Override
    public OptionalLong length() {
      return OptionalLong.of(document.bytes().length);
    }

    @Override
    public void close() {
      document.close();
    }
  }

  /** Bytes that are passed on. */
  record Passed(Chunks chunks, OptionalLong length) implements Body {
    @Override
    public void close() {
      try {
        chunks.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
