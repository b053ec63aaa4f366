package dev.larder.gateway.route;

import dev.larder.gateway.address.Arrival;
import dev.larder.gateway.service.Service;
import dev.larder.service.spring.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;

/** Tells upload clients that were given another address where uploads go. */
final class MisplacedUpload {
  private static final String WORDS = "uploads go to /upload/pypi/SOURCE";

  private MisplacedUpload() {}

  /** Whether it is sent to where no call is either, so that it is one most likely. */
  static boolean is(ServerWebExchange exchange) {
    String path = Arrival.of(exchange).path();
    return exchange.getRequest().getMethod().equals(HttpMethod.POST)
        && !path.startsWith("/__api__")
        && !path.startsWith("/_/")
        && !path.startsWith(Service.KEYCLOAK.prefix() + "/");
  }

  /** Whether a form with parts is sent, which but for uploads nobody sends. */
  static boolean isForm(ServerWebExchange exchange) {
    String type = exchange.getRequest().getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
    return type != null && type.regionMatches(true, 0, "multipart/form-data", 0, 19);
  }

  /** The same refusal with that; in the reason phrase too, for twine shows nothing else (RUP-9). */
  static Refusal worded(Refusal refusal) {
    return new Refusal(
            refusal.status(),
            refusal.detail().replaceFirst(";.*", "") + "; " + WORDS,
            refusal.reason(),
            refusal.headers())
        .withDetailAsReason();
  }
}
