package dev.larder.gateway.route;

import dev.larder.gateway.caller.Access;
import dev.larder.gateway.crossorigin.CrossSite;
import dev.larder.gateway.service.Service;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.builder.Buildable;
import org.springframework.cloud.gateway.route.builder.PredicateSpec;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;

/**
 * Where routes lead.
 *
 * @param firstByte how long the first byte of an answer may take; negative: as long as it takes
 */
record RouteTarget(RouteFilters filters, URI uri, Duration firstByte) {
  /** The metadata of what a route's requests must prove. */
  static final String ACCESS = "access";

  /** The last step of such a route answers. */
  static final URI NO_SERVICE = URI.create("no://op");

  private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofMillis(-1);

  /** Before the answer of a service is written, so that steps last until that is done. */
  private static final int ORDER = NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 1;

  RouteTarget(RouteFilters filters, Service service, Duration firstByte) {
    this(filters, service.route(), firstByte);
  }

  /** A service that answers when the last byte of an upload has come and was checked. */
  RouteTarget(RouteFilters filters, Service service) {
    this(filters, service, AS_LONG_AS_IT_TAKES);
  }

  /** A service that tells what happens, for as long as somebody listens. */
  static RouteTarget ofEvents(RouteFilters filters, Service service) {
    return new RouteTarget(filters, service, AS_LONG_AS_IT_TAKES);
  }

  /** The gateway itself. */
  static RouteTarget here(RouteFilters filters) {
    return new RouteTarget(filters, NO_SERVICE, AS_LONG_AS_IT_TAKES);
  }

  /**
   * A route that leads here.
   *
   * @param access what a request must prove
   * @param steps what happens after that, in this order
   */
  Function<PredicateSpec, Buildable<Route>> to(
      Access access, RawPath path, GatewayFilter... steps) {
    return route(
        access, path, false, Stream.concat(Stream.of(filters.caller(access)), Stream.of(steps)));
  }

  /** A route of readers, pages of other sites among them. */
  Function<PredicateSpec, Buildable<Route>> readAnywhere(RawPath path) {
    return route(
        Access.READER,
        path,
        false,
        Stream.of(filters.crossOriginReads(), filters.caller(Access.READER)));
  }

  /** A route on which pages of other sites may change something too. */
  Function<PredicateSpec, Buildable<Route>> fromOtherSites(RawPath path, GatewayFilter... steps) {
    return route(Access.ANYONE, path, true, Stream.of(steps));
  }

  private Function<PredicateSpec, Buildable<Route>> route(
      Access access, RawPath path, boolean crossSite, Stream<GatewayFilter> steps) {
    return route ->
        route
            .predicate(path)
            .filters(
                spec -> {
                  steps.forEach(step -> spec.filter(step, ORDER));
                  return spec;
                })
            .metadata(
                Map.of(
                    RawPath.METADATA,
                    path,
                    ACCESS,
                    access,
                    CrossSite.ALLOWED,
                    crossSite,
                    RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR,
                    firstByte.toMillis()))
            .uri(uri);
  }
}
