package dev.larder.stack.part;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import javax.net.ssl.HttpsURLConnection;

/** Asks a part over loopback HTTP whether it is there. */
final class Http {
  private static final int MILLIS = 1_000;
  private static final int SLOW_MILLIS = 5_000;

  private Http() {}

  /** The status of the answer, -1 for none. */
  static int status(String url) {
    try {
      // HttpURLConnection, since the newer client costs the stack 10 MB more.
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
      if (connection instanceof HttpsURLConnection secure) {
        AnyCertificate.accept(secure);
      }
      connection.setConnectTimeout(MILLIS);
      connection.setReadTimeout(SLOW_MILLIS);
      int status = connection.getResponseCode();
      try (InputStream body =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        if (body != null) {
          body.skipNBytes(Math.max(0, connection.getContentLengthLong()));
        }
      }
      return status;
    } catch (IOException e) {
      return -1;
    }
  }
}
