package dev.larder.blob.serve;

import dev.larder.blob.fill.Span;
import dev.larder.blob.wire.Body;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What a client is answered. */
public sealed interface Answer {
  /** All of the file. */
  record Whole(Identity identity, Body body) implements Answer {}

  /**
   * A part of it.
   *
   * @param size of the whole file
   * @param verified whether the bytes are known to be right, so may be kept by caches
   */
  record Part(Identity identity, Body body, Span span, long size, boolean verified)
      implements Answer {}

  /**
   * What belongs to a file.
   *
   * @param type its media type
   */
  record Beside(Identity identity, String type, Body body) implements Answer {}

  /** Only what is known about it. */
  record Head(Identity identity, OptionalLong size) implements Answer {}

  /** The client has it. */
  record NotModified(Identity identity) implements Answer {}

  /** None of the bytes asked for are in the file. */
  record OutOfRange(long size) implements Answer {}

  /** Nothing without credentials; one line says which. */
  record Challenge(String detail) implements Answer {}

  /**
   * Nothing; one line says why.
   *
   * @param retryAfter when to ask again, if that is known
   */
  record Refused(int status, String detail, Optional<Duration> retryAfter) implements Answer {
    Refused(int status, String detail) {
      this(status, detail, Optional.empty());
    }
  }
}
