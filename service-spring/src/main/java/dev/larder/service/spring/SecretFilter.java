package dev.larder.service.spring;

import dev.larder.service.secret.ServiceSecret;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets in only who knows the shared secret; anybody may ask for the health. */
final class SecretFilter implements WebFilter {
  private final ServiceSecret secret;

  SecretFilter(ServiceSecret secret) {
    this.secret = secret;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var request = exchange.getRequest();
    return secret.admits(
            request.getPath().value(), request.getHeaders().getFirst(ServiceSecret.HEADER))
        ? chain.filter(exchange)
        : Refusals.write(exchange, new Refusal(HttpStatus.FORBIDDEN, ServiceSecret.REFUSAL));
  }
}
