package dev.larder.blob.fill;

import java.io.IOException;

/** A file can't be had now; the message is one line for the client, with the upstream's name. */
public final class FillFailure extends IOException {
  private static final long serialVersionUID = 1;

  private final int status;

  private FillFailure(int status, String detail, Throwable cause) {
    super(detail, cause);
    this.status = status;
  }

  /** The upstream answered, but nonsense, or not at all. */
  public static FillFailure badGateway(String detail) {
    return new FillFailure(502, detail, null);
  }

  /** The upstream took too long. */
  public static FillFailure timedOut(String detail) {
    return new FillFailure(504, detail, null);
  }

  /** Something of Larder's own is away. */
  public static FillFailure unavailable(String detail) {
    return new FillFailure(503, detail, null);
  }

  /** 502, 503 or 504. */
  public int status() {
    return status;
  }
}
