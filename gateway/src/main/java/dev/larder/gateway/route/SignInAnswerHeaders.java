package dev.larder.gateway.route;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a browser gets of Keycloak's headers: not its rule that this host and all below it be asked
 * with TLS alone, which isn't Keycloak's to decide.
 */
final class SignInAnswerHeaders implements HttpHeadersFilter {
  private final ResponseHeaders others = new ResponseHeaders();

  @Override
  public HttpHeaders filter(HttpHeaders sent, ServerWebExchange exchange) {
    HttpHeaders headers = others.filter(sent, exchange);
    headers.remove("Strict-Transport-Security");
    return headers;
  }

  @Override
  public boolean supports(Type type) {
    return type == Type.RESPONSE;
  }
}
