package dev.larder.blob.fill;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** One place that a file's bytes may be had from. */
public interface Origin {
  /** How it is called in a message to a client. */
  String label();

  /** Whether it is Larder's own object store, so that nothing needs to be put there. */
  boolean stored();

  /**
   * Opens the whole file; empty when this place has none and the next is to be tried.
   *
   * @throws FillFailure when it should have it and doesn't give it
   */
  Optional<Opened> open() throws FillFailure;

  /**
   * Opens a part of the file; empty when this place doesn't give parts, or not of this file.
   *
   * @param size of the whole file, when known; a place that tells another one is not believed
   * @throws FillFailure when it should have it and doesn't give it
   */
  Optional<Part> open(ByteRange range, OptionalLong size) throws FillFailure;

  /** What went wrong while reading what {@link #open()} gave. */
  FillFailure broken(IOException e);

  /**
   * A whole file.
   *
   * @param body to be closed
   * @param length how many bytes were announced
   * @param framed whether an early end shows
   */
  record Opened(InputStream body, OptionalLong length, boolean framed) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /**
   * A part of a file.
   *
   * @param body to be closed
   * @param span which bytes these are
   * @param size of the whole file
   */
  record Part(InputStream body, Span span, long size) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
