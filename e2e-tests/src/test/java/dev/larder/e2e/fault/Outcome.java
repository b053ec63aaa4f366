package dev.larder.e2e.fault;

import dev.larder.e2e.server.Http;
import java.io.IOException;

/** How a download ended, as a client sees it. */
enum Outcome {
  /** Status 200 and as many bytes as announced. */
  WHOLE,
  /** An error status. */
  REFUSED,
  /** The connection ended before the body did. */
  BROKEN_OFF;

  static Outcome of(String url) {
    try {
      return Http.download(url).status() == 200 ? WHOLE : REFUSED;
    } catch (IOException e) {
      return BROKEN_OFF;
    }
  }
}
