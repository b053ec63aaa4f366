package dev.larder.gateway.proxy;

import dev.larder.gateway.service.Service;
import java.util.Optional;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a client gets of a service's status line and headers: its reason phrase, but not the
 * request's id once more, nor Keycloak's rule that this host and all below it be asked with TLS
 * alone, which isn't Keycloak's to decide.
 */
final class AnswerHeaders implements HttpHeadersFilter {
  private static final EndToEndHeaders FROM_SERVICES = new EndToEndHeaders(Set.of("x-request-id"));

  private static final EndToEndHeaders FROM_KEYCLOAK =
      new EndToEndHeaders(Set.of("strict-transport-security", "x-request-id"));

  @Override
  public HttpHeaders filter(HttpHeaders sent, ServerWebExchange exchange) {
    ReasonPhrase.keep(exchange);
    boolean keycloak = Service.of(exchange).equals(Optional.of(Service.KEYCLOAK));
    return (keycloak ? FROM_KEYCLOAK : FROM_SERVICES).of(sent);
  }

  @Override
  public boolean supports(Type type) {
    return type == Type.RESPONSE;
  }
}
