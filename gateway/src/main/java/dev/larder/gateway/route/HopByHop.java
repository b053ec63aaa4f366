package dev.larder.gateway.route;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/** Headers that are about one connection and never go on to the next (RFC 9110, 7.6.1). */
final class HopByHop {
  private static final Set<String> NAMES =
      Set.of(
          "connection",
          "http2-settings",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private HopByHop() {}

  static boolean is(String lowerCaseName) {
    return NAMES.contains(lowerCaseName);
  }

  /**
   * Names, in lower case, that the sender itself lists in {@code Connection}; framing can't be
   * listed away.
   */
  static List<String> named(HttpHeaders headers) {
    return headers.getOrEmpty(HttpHeaders.CONNECTION).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty() && !name.startsWith("content-"))
        .toList();
  }
}
