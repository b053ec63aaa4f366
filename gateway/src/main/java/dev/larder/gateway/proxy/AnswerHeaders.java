package dev.larder.gateway.proxy;

import dev.larder.gateway.requestid.RequestId;
import dev.larder.gateway.service.Headers;
import dev.larder.gateway.service.Service;
import java.util.Optional;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a client gets of a service's headers: not the request's id once more, nor Keycloak's rule
 * that this host and all below it be asked with TLS alone, which isn't Keycloak's to decide.
 */
final class AnswerHeaders implements HttpHeadersFilter {
  @Override
  public HttpHeaders filter(HttpHeaders sent, ServerWebExchange exchange) {
    HttpHeaders headers = Headers.withoutOurs(sent);
    headers.remove(RequestId.HEADER);
    if (Service.of(exchange).equals(Optional.of(Service.KEYCLOAK))) {
      headers.remove("Strict-Transport-Security");
    }
    return headers;
  }

  @Override
  public boolean supports(Type type) {
    return type == Type.RESPONSE;
  }
}
