package dev.larder.gateway.route;

import dev.larder.gateway.service.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
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

  /**
   * A new copy of the headers that go on: none of one connection, none of the house's own.
   *
   * @param goesOn which of the others do, by their names in lower case
   */
  static HttpHeaders without(HttpHeaders sent, Predicate<String> goesOn) {
    List<String> connection = named(sent);
    HttpHeaders headers = new HttpHeaders();
    sent.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!NAMES.contains(lower)
              && !connection.contains(lower)
              && !Headers.isOurs(lower)
              && goesOn.test(lower)) {
            headers.addAll(name, values);
          }
        });
    return headers;
  }

  /**
   * Names, in lower case, that the sender itself lists in {@code Connection}; framing can't be
   * listed away.
   */
  private static List<String> named(HttpHeaders headers) {
    return headers.getOrEmpty(HttpHeaders.CONNECTION).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty() && !name.startsWith("content-"))
        .toList();
  }
}
