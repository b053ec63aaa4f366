package dev.larder.gateway.route;

import dev.larder.gateway.address.Arrival;
import dev.larder.gateway.caller.Access;
import dev.larder.gateway.caller.Authorizer;
import dev.larder.gateway.error.Answers;
import dev.larder.service.spring.Refusal;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses what no route takes: 405 where the path is a route's, with the methods that are possible,
 * to whoever may use one of them; 404 elsewhere.
 */
final class UnmatchedRequest implements GatewayFilter {
  private final Flux<Route> routes;
  private final Authorizer authorizer;

  UnmatchedRequest(RouteLocator routes, Authorizer authorizer) {
    this.routes = routes.getRoutes().filter(RawPath::isListed).cache();
    this.authorizer = authorizer;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    return routes
        .filter(route -> RawPath.of(route).orElseThrow().takes(exchange))
        .collectList()
        .flatMap(
            found -> {
              Access access =
                  found.isEmpty() ? ofUnknown(Arrival.of(exchange).path()) : leastOf(found);
              Refusal refusal = found.isEmpty() ? notFound(exchange) : wrongMethod(exchange, found);
              return authorizer.filter(
                  exchange,
                  access,
                  known ->
                      Answers.refuse(
                          known,
                          MisplacedUpload.is(known) ? MisplacedUpload.worded(refusal) : refusal));
            });
  }

  /** What of the API doesn't exist is told to who has credentials. */
  static Access ofUnknown(String path) {
    return isApi(path) ? Access.API : Access.ANYONE;
  }

  /** The least that one of the methods asks for. */
  static Access leastOf(List<Route> found) {
    return found.stream()
        .map(route -> (Access) route.getMetadata().get(RouteTarget.ACCESS))
        .map(access -> access == Access.API || access == Access.ADMIN ? access : Access.ANYONE)
        .min(Enum::compareTo)
        .orElse(Access.ANYONE);
  }

  /** The value of {@code Allow}. */
  static String allowed(List<Route> found) {
    return found.stream()
        .flatMap(route -> RawPath.of(route).orElseThrow().methods().stream())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static Refusal wrongMethod(ServerWebExchange exchange, List<Route> found) {
    String allowed = allowed(found);
    return new Refusal(
            HttpStatus.METHOD_NOT_ALLOWED,
            "%s isn't possible here; possible: %s"
                .formatted(exchange.getRequest().getMethod().name(), allowed))
        .withHeader(HttpHeaders.ALLOW, allowed);
  }

  private static Refusal notFound(ServerWebExchange exchange) {
    return new Refusal(
        HttpStatus.NOT_FOUND,
        isApi(Arrival.of(exchange).path())
            ? "there is no such call; those that exist are at /__api__/"
            : "nothing lives at this path; the index is at /latest/simple/");
  }

  private static boolean isApi(String path) {
    return path.startsWith("/__api__/");
  }
}
