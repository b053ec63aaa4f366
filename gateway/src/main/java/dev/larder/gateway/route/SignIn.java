package dev.larder.gateway.route;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import dev.larder.gateway.address.Arrival;
import dev.larder.gateway.error.Answers;
import dev.larder.gateway.limit.RateLimits;
import dev.larder.gateway.requestid.RequestLog;
import dev.larder.gateway.service.Limits;
import dev.larder.gateway.service.Service;
import dev.larder.gateway.service.ServiceConfig;
import dev.larder.gateway.wire.OwnLoop;
import java.net.URI;
import java.util.Set;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Passes what people need to sign in on to Keycloak, which lives at {@code /auth} of the public
 * address. It never gets the house's secret.
 */
public final class SignIn {
  /** Where Keycloak lives, seen from outside. */
  static final String PREFIX = "/auth";

  private static final int LARGEST_FORM = 64 * 1024;

  private final FilteringWebHandler filters;
  private final WholeBodies bodies;
  private final RateLimits limits;
  private final URI keycloak;
  private final org.springframework.cloud.gateway.route.Route route;

  SignIn(
      FilteringWebHandler filters,
      WholeBodies bodies,
      RateLimits rateLimits,
      ServiceConfig services,
      Limits limits) {
    this.limits = rateLimits;
    this.bodies = bodies;
    this.filters = filters;
    this.keycloak = services.of(Service.KEYCLOAK);
    this.route =
        org.springframework.cloud.gateway.route.Route.async()
            .id("SIGN_IN")
            .uri(keycloak)
            .predicate(exchange -> true)
            .metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, limits.page().toMillis())
            .build();
  }

  /**
   * Completes when the answer is written; an error when Keycloak can't be reached or breaks off.
   */
  public Mono<Void> send(ServerWebExchange exchange) {
    return bodies.read(exchange, Access.ANYONE, LARGEST_FORM, this::limited);
  }

  private Mono<Void> limited(ServerWebExchange exchange, byte[] body) {
    Set<HttpStatus> failed = Guesses.failures(exchange, body);
    if (failed.isEmpty()) {
      return passOn(exchange);
    }
    return limits
        .guessing(exchange)
        .publishOn(OwnLoop.of(exchange))
        .flatMap(
            tooMany -> {
              if (tooMany.isPresent()) {
                return Answers.refuse(exchange, tooMany.get());
              }
              limits.countIfAnswered(exchange, failed);
              return passOn(exchange);
            });
  }

  private Mono<Void> passOn(ServerWebExchange exchange) {
    RequestLog.answeredBy(exchange, Service.KEYCLOAK);
    String path = Arrival.of(exchange).path().substring(PREFIX.length());
    String query = exchange.getRequest().getURI().getRawQuery();
    exchange.getAttributes().put(GATEWAY_ROUTE_ATTR, route);
    exchange
        .getAttributes()
        .put(
            GATEWAY_REQUEST_URL_ATTR,
            URI.create(keycloak + path + (query == null ? "" : "?" + query)));
    return filters.handle(exchange);
  }
}
