package dev.larder.outbound;

import java.io.IOException;

/** An upstream led to an inside address of another host; the message says so, without a subject. */
public final class InsideAddressException extends IOException {
  private static final long serialVersionUID = 1;

  InsideAddressException(String message) {
    super(message);
  }
}
