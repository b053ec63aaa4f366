package dev.larder.gateway.route;

import dev.larder.gateway.address.Arrival;
import dev.larder.gateway.error.Refusal;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;

/**
 * Keeps pages of other sites from having a browser change something with the credentials that it
 * knows. What isn't a browser sends neither header and passes.
 */
final class CrossSite {
  private CrossSite() {}

  /** A refusal of what changes something, if a page of another origin had it sent. */
  static Optional<Refusal> refusal(ServerWebExchange exchange) {
    HttpHeaders headers = exchange.getRequest().getHeaders();
    String site = headers.getFirst("Sec-Fetch-Site");
    if ("same-origin".equals(site) || "none".equals(site)) {
      return Optional.empty();
    }
    String base = Arrival.of(exchange).base().origin();
    boolean other =
        "cross-site".equals(site)
            || headers.getOrEmpty(HttpHeaders.ORIGIN).stream()
                .anyMatch(origin -> !plain(origin).equals(plain(base)));
    return other
        ? Optional.of(
            new Refusal(
                HttpStatus.FORBIDDEN,
                "a page of another site may change nothing here; use %s itself, or a client that is no browser"
                    .formatted(base)))
        : Optional.empty();
  }

  /** Without the port where it goes without saying, as browsers write it. */
  private static String plain(String origin) {
    String usual = origin.startsWith("https:") ? ":443" : ":80";
    return origin.endsWith(usual) ? origin.substring(0, origin.length() - usual.length()) : origin;
  }
}
