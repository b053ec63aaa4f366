package dev.larder.gateway.route;

import dev.larder.gateway.address.Arrival;
import dev.larder.gateway.address.PublicAddress;
import dev.larder.gateway.requestid.RequestId;
import java.net.URI;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * What Keycloak gets of a browser's headers: cookies and all, but nothing that is about the
 * connection or the house's own, and for {@code X-Forwarded-*} what the gateway knows itself.
 */
final class SignInHeaders implements HttpHeadersFilter {
  private static final Set<String> DROPPED =
      Set.of("expect", "forwarded", "host", "x-real-ip", "x-request-id");

  @Override
  public HttpHeaders filter(HttpHeaders sent, ServerWebExchange exchange) {
    HttpHeaders headers =
        HopByHop.without(sent, name -> !DROPPED.contains(name) && !name.startsWith("x-forwarded-"));
    Arrival arrival = Arrival.of(exchange);
    describe(arrival.base(), headers);
    headers.set("X-Forwarded-For", arrival.client().getHostAddress());
    headers.set(RequestId.HEADER, RequestId.of(exchange).value());
    return headers;
  }

  private static void describe(PublicAddress base, HttpHeaders headers) {
    URI origin = URI.create(base.origin());
    boolean encrypted = origin.getScheme().equals("https");
    int usual = encrypted ? 443 : 80;
    headers.set("X-Forwarded-Proto", origin.getScheme());
    headers.set("X-Forwarded-Host", origin.getRawAuthority());
    headers.set("X-Forwarded-Port", "" + (origin.getPort() < 0 ? usual : origin.getPort()));
    headers.set("X-Forwarded-Prefix", base.prefix() + SignIn.PREFIX);
  }

  @Override
  public boolean supports(Type type) {
    return type == Type.REQUEST;
  }
}
