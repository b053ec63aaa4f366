package dev.larder.gateway.route;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import dev.larder.gateway.address.Arrival;
import dev.larder.gateway.error.Answers;
import dev.larder.gateway.error.Refusal;
import dev.larder.gateway.requestid.RequestLog;
import dev.larder.gateway.service.Limits;
import dev.larder.gateway.service.Service;
import dev.larder.gateway.service.ServiceConfig;
import java.net.URI;
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

  private static final int LARGEST_FORM = 256 * 1024;

  private final FilteringWebHandler filters;
  private final URI keycloak;
  private final org.springframework.cloud.gateway.route.Route route;

  SignIn(FilteringWebHandler filters, ServiceConfig services, Limits limits) {
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
    return WholeBody.of(exchange, LARGEST_FORM)
        .flatMap(
            body ->
                switch (body) {
                  case WholeBody.Read(ServerWebExchange whole) -> passOn(whole);
                  case WholeBody.TooLarge(int most) ->
                      Answers.refuse(
                          exchange,
                          new Refusal(
                              HttpStatus.CONTENT_TOO_LARGE,
                              "the form is larger than the %d bytes that are taken here"
                                  .formatted(most)));
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
