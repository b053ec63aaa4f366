package dev.larder.gateway.route;

import dev.larder.gateway.requestid.RequestId;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a client gets of a service's headers: all but those of the connection and those of the
 * house.
 */
final class ResponseHeaders implements HttpHeadersFilter {
  @Override
  public HttpHeaders filter(HttpHeaders sent, ServerWebExchange exchange) {
    return HopByHop.without(sent, name -> !name.equalsIgnoreCase(RequestId.HEADER));
  }

  @Override
  public boolean supports(Type type) {
    return type == Type.RESPONSE;
  }
}
