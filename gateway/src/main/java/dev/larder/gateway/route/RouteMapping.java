package dev.larder.gateway.route;

import java.util.List;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.env.Environment;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Finds the route of a request, in their order. They never change and their predicates wait for
 * nothing, so they are tried in a loop; the library's publishers for each, and for versions and
 * CORS, which no route has, took some 8 % of a request's time.
 */
public final class RouteMapping extends RoutePredicateHandlerMapping {
  private final FilteringWebHandler filters;
  private final List<Route> routes;

  public RouteMapping(
      FilteringWebHandler filters,
      RouteLocator routes,
      GlobalCorsProperties cors,
      Environment environment) {
    super(filters, routes, cors, environment);
    this.filters = filters;
    this.routes = routes.getRoutes().collectList().block();
  }

  /** The route's filters; there is a route for everything, the last of which refuses. */
  @Override
  public Mono<Object> getHandler(ServerWebExchange exchange) {
    for (Route route : routes) {
      if (RawPath.of(route).map(path -> path.test(exchange)).orElse(true)) {
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR, route);
        return Mono.just(filters);
      }
    }
    return Mono.empty();
  }
}
