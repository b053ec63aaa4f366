package dev.larder.gateway.proxy;

import dev.larder.gateway.service.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/**
 * What of a message's headers goes on to the next connection: nothing that is about the one on
 * which it came (RFC 9110, 7.6.1), nothing that only Larder or a trusted proxy may say.
 *
 * @param dropped what else stays behind, by names in lower case
 */
record EndToEndHeaders(Set<String> dropped) {
  private static final Set<String> HOP_BY_HOP =
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

  /** A copy, to be added to. */
  HttpHeaders of(HttpHeaders sent) {
    List<String> listed = listed(sent);
    boolean chunked = sent.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    HttpHeaders headers = new HttpHeaders();
    sent.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (goesOn(lower)
              && !listed.contains(lower)
              && !(chunked && lower.equals("content-length"))) {
            headers.put(name, values);
          }
        });
    return headers;
  }

  private boolean goesOn(String name) {
    return !HOP_BY_HOP.contains(name)
        && !dropped.contains(name)
        && !name.startsWith(Headers.PREFIX)
        && !name.startsWith("x-forwarded-");
  }

  /** What the sender lists in {@code Connection}, in lower case; framing can't be listed away. */
  private static List<String> listed(HttpHeaders sent) {
    List<String> values = sent.getOrEmpty(HttpHeaders.CONNECTION);
    return values.isEmpty()
        ? values
        : values.stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.startsWith("content-"))
            .toList();
  }
}
