package dev.larder.upload.archive;

import java.io.IOException;

/**
 * The archive is not what it must be; the message is one line for the client. Never leaves this
 * package.
 */
final class UnsoundException extends IOException {
  private static final long serialVersionUID = 1;

  UnsoundException(String message) {
    super(message);
  }

  /** A zip that not every reader would read alike; the reason in PyPI's words. */
  static UnsoundException zip(String reason) {
    return new UnsoundException(
        "Invalid distribution file. ZIP archive not accepted: %s.".formatted(reason));
  }
}
