package dev.larder.sync.page;

import java.io.IOException;

/** What was read is no project page of the simple API; the message says why, without a subject. */
public final class NotAPageException extends IOException {
  private static final long serialVersionUID = 1;

  public NotAPageException(String message) {
    super(message);
  }

  NotAPageException(String message, Throwable cause) {
    super(message, cause);
  }
}
