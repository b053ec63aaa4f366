package dev.larder.auth.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses, with 403, whoever doesn't know the house's secret; only {@code /health} is open to all.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class SecretCheck implements WebFilter {

  static final String HEADER = "Larder-Secret";

  private final byte[] secret;
  private final Problems problems;

  SecretCheck(HouseSettings house, Problems problems) {
    this.secret = house.secret().getBytes(UTF_8);
    this.problems = problems;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (exchange.getRequest().getPath().value().equals("/health") || knowsTheSecret(exchange)) {
      return chain.filter(exchange);
    }
    return problems.write(
        exchange, 403, "this is an inner service: it answers calls with the header " + HEADER);
  }

  private boolean knowsTheSecret(ServerWebExchange exchange) {
    String sent = exchange.getRequest().getHeaders().getFirst(HEADER);
    return sent != null && MessageDigest.isEqual(sent.getBytes(UTF_8), secret);
  }
}
