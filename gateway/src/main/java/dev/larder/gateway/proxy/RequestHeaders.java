package dev.larder.gateway.proxy;

import dev.larder.gateway.address.Arrival;
import dev.larder.gateway.address.PublicAddress;
import dev.larder.gateway.caller.Caller;
import dev.larder.gateway.service.Headers;
import dev.larder.gateway.service.Service;
import dev.larder.gateway.service.ServiceConfig;
import dev.larder.service.request.RequestId;
import dev.larder.service.spring.RequestIdFilter;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a service gets of a client's headers: no credentials, no {@code Origin}, which was looked at
 * before. Instead it gets Larder's secret, the request's id, the public address, who asks and from
 * where. Keycloak gets a browser's cookies and all, not the secret, and the public address as
 * proxies say it.
 */
record RequestHeaders(ServiceConfig services) implements HttpHeadersFilter {
  private static final EndToEndHeaders TO_SERVICES =
      new EndToEndHeaders(
          Set.of("authorization", "cookie", "expect", "forwarded", "host", "origin", "x-real-ip"));

  private static final EndToEndHeaders TO_KEYCLOAK =
      new EndToEndHeaders(Set.of("expect", "forwarded", "host", "x-real-ip"));

  @Override
  public HttpHeaders filter(HttpHeaders sent, ServerWebExchange exchange) {
    boolean keycloak = Service.of(exchange).equals(Optional.of(Service.KEYCLOAK));
    HttpHeaders headers = (keycloak ? TO_KEYCLOAK : TO_SERVICES).of(sent);
    headers.set(RequestId.HEADER, RequestIdFilter.of(exchange));
    Arrival arrival = Arrival.of(exchange);
    if (keycloak) {
      forward(arrival, headers);
      return headers;
    }
    headers.set(Headers.SECRET, services.secret());
    headers.set(Headers.BASE, arrival.base().toString());
    headers.set(Headers.FROM, arrival.clientAddress());
    Caller.of(exchange).ifPresent(caller -> headers.set(Headers.CALLER, caller.toJson()));
    return headers;
  }

  @Override
  public boolean supports(Type type) {
    return type == Type.REQUEST;
  }

  private static void forward(Arrival arrival, HttpHeaders headers) {
    PublicAddress base = arrival.base();
    URI origin = URI.create(base.origin());
    int usual = origin.getScheme().equals("https") ? 443 : 80;
    headers.set("X-Forwarded-For", arrival.client().getHostAddress());
    headers.set("X-Forwarded-Proto", origin.getScheme());
    headers.set("X-Forwarded-Host", origin.getRawAuthority());
    headers.set("X-Forwarded-Port", "" + (origin.getPort() < 0 ? usual : origin.getPort()));
    headers.set("X-Forwarded-Prefix", base.prefix() + Service.KEYCLOAK.prefix());
  }
}
