package dev.larder.auth.http;

import dev.larder.auth.keycloak.KeycloakFailure;
import dev.larder.service.request.RequestId;
import dev.larder.service.spring.RefusedException;
import dev.larder.service.spring.RequestIdFilter;
import io.lettuce.core.RedisException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Answers 503 where Keycloak or Redis doesn't do its part; all else goes on. */
@Component
@Order(-3)
final class DependencyFailures implements WebExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(DependencyFailures.class);

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    return Mono.error(
        switch (failure) {
          case ProcessingException e -> unavailable(exchange, e, KeycloakFailure.explain(e));
          case WebApplicationException e -> unavailable(exchange, e, KeycloakFailure.explain(e));
          case RedisException e -> unavailable(exchange, e, "Redis can't be reached");
          default -> failure;
        });
  }

  private static RefusedException unavailable(
      ServerWebExchange exchange, Throwable failure, String what) {
    RequestId.with(
        Optional.of(RequestIdFilter.of(exchange)),
        () -> log.warn("{}: {}", what, failure.toString()));
    return new RefusedException(503, what + "; try again in a few seconds");
  }
}
