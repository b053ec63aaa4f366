package dev.larder.e2e.upstream.simulated;

import java.util.Map;

/**
 * What a client asks.
 *
 * @param path as it was sent, with a query string
 * @param headers by their names in lower case
 */
public record Request(String method, String path, Map<String, String> headers, String body) {

  /** A header, or nothing. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
