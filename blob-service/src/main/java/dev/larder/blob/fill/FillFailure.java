package dev.larder.blob.fill;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A file can't be had; the message is one line for the client, with the upstream's name. */
public final class FillFailure extends IOException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final Duration retryAfter;

  private FillFailure(int status, String detail, Duration retryAfter) {
    super(detail);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** The upstream refuses it for good: asking again brings nothing. */
  public static FillFailure gone(String detail) {
    return new FillFailure(404, detail, null);
  }

  /** The upstream answered, but nonsense, or not at all. */
  public static FillFailure badGateway(String detail) {
    return new FillFailure(502, detail, null);
  }

  /** The upstream took too long. */
  public static FillFailure timedOut(String detail) {
    return new FillFailure(504, detail, null);
  }

  /** The upstream is in trouble that may pass. */
  public static FillFailure busy(String detail, Duration retryAfter) {
    return new FillFailure(503, detail, retryAfter);
  }

  /** Something of Larder's own is away. */
  public static FillFailure unavailable(String detail) {
    return new FillFailure(503, detail, null);
  }

  /** As many files as may are coming from that source. */
  static FillFailure tooMany(String source) {
    return new FillFailure(
        503,
        "Too many files are coming from the upstream %s; try again.".formatted(source),
        Duration.ofSeconds(5));
  }

  /** It is on its way, but takes longer than a client should wait for an answer. */
  public static FillFailure coming() {
    return new FillFailure(
        503, "This file is still coming from where it lies; try again.", Duration.ofSeconds(5));
  }

  /** When to ask again, if that is known. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** 404, 502, 503 or 504. */
  public int status() {
    return status;
  }
}
