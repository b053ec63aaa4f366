package dev.larder.gateway.proxy;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import dev.larder.gateway.address.Arrival;
import dev.larder.gateway.requestid.RequestLog;
import dev.larder.gateway.service.Service;
import dev.larder.gateway.service.ServiceConfig;
import java.net.URI;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Says where at its service a request goes: path and query exactly as they were sent, but for the
 * prefix of the public address. It stands in for {@link RouteToRequestUrlFilter}, which encodes
 * again what is partly encoded.
 */
record RequestUrlFilter(ServiceConfig services) implements GlobalFilter, Ordered {
  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    Service service = Service.of(exchange).orElseThrow();
    RequestLog.answeredBy(exchange, service.partName());
    String path = Arrival.of(exchange).path().substring(service.prefix().length());
    String query = exchange.getRequest().getURI().getRawQuery();
    exchange
        .getAttributes()
        .put(
            GATEWAY_REQUEST_URL_ATTR,
            URI.create(services.of(service) + path + (query == null ? "" : "?" + query)));
    return chain.filter(exchange);
  }

  @Override
  public int getOrder() {
    return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER;
  }
}
