package dev.larder.gateway.route;

import dev.larder.gateway.service.ServiceHttp;
import dev.larder.gateway.wire.Methods;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.client.HttpClient;

/**
 * Sends what only reads over kept connections, and once more over a new one if a kept one died
 * before the answer began. Anything else goes over a connection of its own, once: a body can't be
 * sent twice, so it must never be lost to a connection that the service was about to close.
 */
final class ServiceRouting extends NettyRoutingFilter {
  private static final String AGAIN = ServiceRouting.class.getName() + ".again";

  private final ServiceHttp http;

  ServiceRouting(
      ServiceHttp http,
      ObjectProvider<List<HttpHeadersFilter>> headers,
      HttpClientProperties properties) {
    super(http.pooled(), headers, properties);
    this.http = http;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    Mono<Void> answer = super.filter(exchange, chain);
    if (!Methods.onlyReads(exchange.getRequest().getMethod())) {
      return answer;
    }
    return answer.onErrorResume(
        ServiceRouting::connectionDied,
        _ -> {
          exchange.getAttributes().put(AGAIN, true);
          exchange.getAttributes().remove(ServerWebExchangeUtils.GATEWAY_ALREADY_ROUTED_ATTR);
          return super.filter(exchange, chain);
        });
  }

  @Override
  protected HttpClient getHttpClient(
      org.springframework.cloud.gateway.route.Route route, ServerWebExchange exchange) {
    return Methods.onlyReads(exchange.getRequest().getMethod())
            && exchange.getAttribute(AGAIN) == null
        ? http.pooled()
        : http.single();
  }

  /** The answer's body is passed on by another filter, so what fails here failed before it. */
  private static boolean connectionDied(Throwable failure) {
    return failure instanceof AbortedException
        || (failure instanceof IOException && !(failure instanceof ConnectException));
  }
}
