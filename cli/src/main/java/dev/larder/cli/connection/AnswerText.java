package dev.larder.cli.connection;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;

/** An answer as text, which is in memory as a whole, so a server may say only so much. */
final class AnswerText {
  /** Bytes; a page of packages or of the log has some hundred thousand. */
  private static final long LARGEST = 64 << 20;

  private AnswerText() {}

  /** Reads it; one that is too large is an {@code IOException} as {@link #isTooLarge} knows it. */
  static BodyHandler<String> bounded() {
    return BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST);
  }

  /** The same as it comes. */
  static BodyHandler<InputStream> boundedStream() {
    return BodyHandlers.limiting(BodyHandlers.ofInputStream(), LARGEST);
  }

  /** Whether that is what went wrong; the JDK has no type for it. */
  static boolean isTooLarge(IOException error) {
    return String.valueOf(error.getMessage()).contains("exceeds capacity");
  }
}
