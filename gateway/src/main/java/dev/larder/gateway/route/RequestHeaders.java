package dev.larder.gateway.route;

import dev.larder.gateway.address.Arrival;
import dev.larder.gateway.caller.Caller;
import dev.larder.gateway.requestid.RequestId;
import dev.larder.gateway.service.Headers;
import java.util.Optional;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a service gets of a client's headers: nothing that is about the connection, nothing that
 * only the house or a trusted proxy may say, no credentials, no {@code Origin}, which {@link
 * CrossSite} has looked at. Instead it gets the house's secret, the request's id, the public
 * address of the whole, who asks and from where.
 */
final class RequestHeaders implements HttpHeadersFilter {
  private static final Set<String> DROPPED =
      Set.of(
          "authorization",
          "cookie",
          "expect",
          "forwarded",
          "host",
          "origin",
          "x-real-ip",
          "x-request-id");

  private final String secret;

  RequestHeaders(String secret) {
    this.secret = secret;
  }

  @Override
  public HttpHeaders filter(HttpHeaders sent, ServerWebExchange exchange) {
    HttpHeaders headers =
        HopByHop.without(sent, name -> !DROPPED.contains(name) && !name.startsWith("x-forwarded-"));
    headers.set(Headers.SECRET, secret);
    headers.set(Headers.BASE, Arrival.of(exchange).base().toString());
    headers.set(Headers.FROM, Arrival.of(exchange).clientAddress());
    headers.set(RequestId.HEADER, RequestId.of(exchange).value());
    Optional<Caller> caller = Caller.of(exchange);
    caller.ifPresent(known -> headers.set(Headers.CALLER, known.toJson()));
    return headers;
  }

  @Override
  public boolean supports(Type type) {
    return type == Type.REQUEST;
  }
}
