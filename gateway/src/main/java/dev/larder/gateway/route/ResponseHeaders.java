package dev.larder.gateway.route;

import dev.larder.gateway.requestid.RequestId;
import dev.larder.gateway.service.Headers;
import java.util.List;
import java.util.Locale;
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
    List<String> connection = HopByHop.named(sent);
    HttpHeaders headers = new HttpHeaders();
    sent.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!HopByHop.is(lower)
              && !connection.contains(lower)
              && !lower.equalsIgnoreCase(RequestId.HEADER)
              && !Headers.isOurs(lower)) {
            headers.addAll(name, values);
          }
        });
    return headers;
  }

  @Override
  public boolean supports(Type type) {
    return type == Type.RESPONSE;
  }
}
