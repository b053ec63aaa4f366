package dev.larder.gateway.proxy;

import dev.larder.gateway.error.Failures;
import dev.larder.gateway.status.LostRequests;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells clients what broke, and the status page what was lost. */
record FailureFilter(LostRequests lost) implements GlobalFilter, Ordered {
  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    return chain
        .filter(exchange)
        .onErrorResume(
            failure -> {
              lost.note(exchange, failure);
              return Failures.answer(exchange, failure);
            });
  }

  /** Around all others. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }
}
