package dev.larder.gateway.route;

import dev.larder.gateway.service.ServiceHttp;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.http.client.HttpClient;

/**
 * Sends what only reads over kept connections, anything else over a connection of its own: a body
 * can't be sent twice, so it must never be lost to a connection that the service was about to
 * close.
 */
final class ServiceRouting extends NettyRoutingFilter {
  private final ServiceHttp http;

  ServiceRouting(
      ServiceHttp http,
      ObjectProvider<List<HttpHeadersFilter>> headers,
      HttpClientProperties properties) {
    super(http.pooled(), headers, properties);
    this.http = http;
  }

  @Override
  protected HttpClient getHttpClient(
      org.springframework.cloud.gateway.route.Route route, ServerWebExchange exchange) {
    HttpMethod method = exchange.getRequest().getMethod();
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)
        ? http.pooled()
        : http.single();
  }
}
