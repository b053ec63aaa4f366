package dev.larder.gateway.address;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Notes how each request came in, before anything else looks at it. */
public record ArrivalFilter(Arrivals arrivals) implements WebFilter {
  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    arrivals
        .of(
            request.getURI().getRawPath(),
            request.getHeaders(),
            request.getRemoteAddress(),
            request.getLocalAddress())
        .describes(exchange);
    return chain.filter(exchange);
  }
}
