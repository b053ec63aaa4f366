package dev.larder.gateway.proxy;

import dev.larder.gateway.body.UnwantedBodies;
import dev.larder.gateway.crossorigin.CrossSite;
import dev.larder.gateway.service.ServiceHttp;
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
  AnswerHeaders.class,
  CrossSite.class,
  FailureFilter.class,
  ReasonPhrase.class,
  RepeatedReads.class,
  RequestHeaders.class,
  RequestUrlFilter.class,
  UnwantedBodies.class
})
public class ProxyConfiguration {
  @Bean
  HttpClient httpClient(ServiceHttp http) {
    return http.client();
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
}
