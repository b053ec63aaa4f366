package dev.larder.gateway.body;

import dev.larder.gateway.connection.Methods;
import dev.larder.gateway.error.Answers;
import dev.larder.gateway.service.Service;
import dev.larder.service.spring.Refusal;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Refuses reads of services with a body. It would have to be passed on or read to its end for
 * nothing; no client of an index sends one.
 */
public final class UnwantedBodies implements GlobalFilter, Ordered {
  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    return hasOne(exchange.getRequest()) && Service.of(exchange).isPresent()
        ? Answers.refuse(
            exchange, new Refusal(HttpStatus.BAD_REQUEST, "a GET or HEAD request has no body"))
        : chain.filter(exchange);
  }

  private static boolean hasOne(ServerHttpRequest request) {
    return Methods.onlyReads(request.getMethod())
        && (request.getHeaders().getContentLength() > 0
            || request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING));
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 2;
  }
}
