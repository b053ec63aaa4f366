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
   * Opens the rest of the file, if this place still has that which began so; all of it otherwise.
   *
   * @param from how many bytes are there already
   * @param validator what this place told of the file then
   * @throws FillFailure when it should have it and doesn't give it
   */
  default Optional<Opened> open(long from, String validator) throws FillFailure {
    return open();
  }

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
   * A whole file, or its rest.
   *
   * @param body to be closed
   * @param length how many bytes the whole file was announced to have
   * @param framed whether an early end shows
   * @param first offset of the first byte that comes, 0 for a whole file
   * @param validator by what this place would tell whether it has the same file still
   */
  record Opened(
      InputStream body, OptionalLong length, boolean framed, long first, Optional<String> validator)
      implements AutoCloseable {
    /** A whole file that nobody can go on with. */
    public Opened(InputStream body, OptionalLong length, boolean framed) {
      this(body, length, framed, 0, Optional.empty());
    }

    Opened through(InputStream other) {
      return new Opened(other, length, framed, first, validator);
    }

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
