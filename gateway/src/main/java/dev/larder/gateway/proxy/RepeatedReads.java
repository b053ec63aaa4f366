package dev.larder.gateway.proxy;

import dev.larder.gateway.connection.Methods;
import dev.larder.gateway.service.ServiceHttp;
import java.io.IOException;
import java.net.ConnectException;
import java.util.function.Function;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/**
 * Has what only reads sent over kept connections, and once more over a new one if a kept one died
 * before the answer began. Anything else goes over a connection of its own, once: a body can't be
 * sent twice, so it must never be lost to a connection that the service was about to close.
 */
final class RepeatedReads implements GlobalFilter, Ordered {
  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    if (!Methods.onlyReads(exchange.getRequest().getMethod())) {
      return overNewConnection(exchange, chain);
    }
    return chain
        .filter(exchange)
        .contextWrite(Function.identity()) // what sends asks for it often, else far up each time
        .onErrorResume(
            RepeatedReads::connectionDied,
            _ -> {
              exchange.getAttributes().remove(ServerWebExchangeUtils.GATEWAY_ALREADY_ROUTED_ATTR);
              return overNewConnection(exchange, chain);
            });
  }

  private static Mono<Void> overNewConnection(
      ServerWebExchange exchange, GatewayFilterChain chain) {
    return chain.filter(exchange).contextWrite(ServiceHttp::withNewConnection);
  }

  /** The answer's body is passed on by another filter, so what fails here failed before it. */
  private static boolean connectionDied(Throwable failure) {
    return failure instanceof AbortedException
        || (failure instanceof IOException && !(failure instanceof ConnectException));
  }

  /** Around the filter that sends requests, and nothing else. */
  @Override
  public int getOrder() {
    return NettyRoutingFilter.ORDER - 1;
  }
}
