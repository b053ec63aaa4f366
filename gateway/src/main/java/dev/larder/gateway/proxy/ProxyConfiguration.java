package dev.larder.gateway.proxy;

import dev.larder.gateway.body.UnwantedBodies;
import dev.larder.gateway.crossorigin.CrossSite;
import dev.larder.gateway.service.ServiceConfig;
import dev.larder.gateway.service.ServiceHttp;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.WebFilter;
import reactor.netty.http.client.HttpClient;

/**
 * What all routes have in common, beside the library's own filters, of which {@code
 * application.properties} turns off those that aren't wanted.
 */
@Configuration(proxyBeanMethods = false)
@Import({
  CrossSite.class,
  FailureFilter.class,
  RepeatedReads.class,
  RequestUrlFilter.class,
  UnwantedBodies.class
})
public class ProxyConfiguration {
  @Bean
  HttpClient httpClient(ServiceHttp http) {
    return http.client();
  }

  /** Sends requests; with the filters of headers of {@code proxy/} alone, which copy them once. */
  @Bean
  NettyRoutingFilter nettyRoutingFilter(
      HttpClient http, ServiceConfig services, HttpClientProperties properties) {
    List<HttpHeadersFilter> headers = List.of(new RequestHeaders(services), new AnswerHeaders());
    return new NettyRoutingFilter(http, new Given<>(headers), properties);
  }

  /** Writes answers; what services send after a body has no headers to filter. */
  @Bean
  NettyWriteResponseFilter nettyWriteResponseFilter() {
    return new NettyWriteResponseFilter(List.of(), new Given<>(List.of()));
  }

  /** Has a route answer what browsers ask beforehand; the dispatcher would do it by itself. */
  @Bean
  WebFilter preflights() {
    return (exchange, chain) ->
        CorsUtils.isPreFlightRequest(exchange.getRequest())
            ? chain.filter(exchange.mutate().request(ProxyConfiguration::plain).build())
            : chain.filter(exchange);
  }

  private static void plain(ServerHttpRequest.Builder preflight) {
    preflight.headers(headers -> headers.remove(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD));
  }

  /** Something that is there already, for those who want it provided. */
  private record Given<T>(T getObject) implements ObjectProvider<T> {}
}
