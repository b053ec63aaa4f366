package dev.larder.gateway.route;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import dev.larder.gateway.address.Arrival;
import dev.larder.gateway.requestid.RequestLog;
import dev.larder.gateway.service.Limits;
import dev.larder.gateway.service.ServiceConfig;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Passes a request on to the service of its route, with path and query exactly as they were sent,
 * but for the prefix of the public address.
 */
public final class Proxy {
  private final FilteringWebHandler filters;
  private final ServiceConfig services;
  private final Map<Route, org.springframework.cloud.gateway.route.Route> routes;

  public Proxy(FilteringWebHandler filters, ServiceConfig services, Limits limits) {
    this.filters = filters;
    this.services = services;
    this.routes =
        Arrays.stream(Route.values())
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    route -> gatewayRoute(route, services.of(route.service()), limits),
                    (one, other) -> one,
                    () -> new EnumMap<>(Route.class)));
  }

  /**
   * Completes when the answer is written; an error when the service can't be reached or breaks off.
   */
  public Mono<Void> send(ServerWebExchange exchange, Route route) {
    RequestLog.answeredBy(exchange, route.service());
    URI asked = exchange.getRequest().getURI();
    String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    exchange.getAttributes().put(GATEWAY_ROUTE_ATTR, routes.get(route));
    exchange
        .getAttributes()
        .put(
            GATEWAY_REQUEST_URL_ATTR,
            URI.create(services.of(route.service()) + Arrival.of(exchange).path() + query));
    return filters.handle(exchange);
  }

  private static org.springframework.cloud.gateway.route.Route gatewayRoute(
      Route route, URI url, Limits limits) {
    var builder =
        org.springframework.cloud.gateway.route.Route.async()
            .id(route.name())
            .uri(url)
            .predicate(exchange -> true);
    route
        .firstByte(limits)
        .ifPresent(
            limit -> builder.metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, limit.toMillis()));
    return builder.build();
  }
}
