package dev.larder.gateway.proxy;

import dev.larder.service.spring.WholeAnswer;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClientResponse;

/** Keeps a service's reason phrase, in which upload clients look for the message (RUP-9). */
final class ReasonPhrase implements GlobalFilter, Ordered {
  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    return chain.filter(exchange).then(Mono.fromRunnable(() -> keep(exchange)));
  }

  private static void keep(ServerWebExchange exchange) {
    HttpClientResponse response =
        exchange.getAttribute(ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR);
    if (response == null) {
      return;
    }
    HttpResponseStatus status = response.status();
    if (!status.reasonPhrase().equals(HttpResponseStatus.valueOf(status.code()).reasonPhrase())) {
      WholeAnswer.setStatus(exchange.getResponse(), status);
    }
  }

  /** After the filter that writes the answer, so that its second half runs before that one's. */
  @Override
  public int getOrder() {
    return 0;
  }
}
