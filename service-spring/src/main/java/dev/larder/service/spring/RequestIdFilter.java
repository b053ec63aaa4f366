package dev.larder.service.spring;

import dev.larder.service.request.RequestId;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Gives every request its id, in the answer too. */
public final class RequestIdFilter implements WebFilter {
  private static final String ATTRIBUTE = RequestId.class.getName();

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    name(exchange);
    return chain.filter(exchange);
  }

  /** Gives one request its id, for a filter that does more. */
  public static void name(ServerWebExchange exchange) {
    String id = RequestId.of(exchange.getRequest().getHeaders().getOrEmpty(RequestId.HEADER));
    exchange.getAttributes().put(ATTRIBUTE, id);
    exchange.getResponse().getHeaders().set(RequestId.HEADER, id);
  }

  /** The id of this exchange; there once it has one. */
  public static String of(ServerWebExchange exchange) {
    return exchange.getRequiredAttribute(ATTRIBUTE);
  }
}
