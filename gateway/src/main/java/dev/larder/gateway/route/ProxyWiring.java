package dev.larder.gateway.route;

import dev.larder.gateway.limit.RateLimits;
import dev.larder.gateway.service.Limits;
import dev.larder.gateway.service.ServiceConfig;
import dev.larder.gateway.service.ServiceHttp;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of Spring Cloud Gateway that are used. */
@Configuration(proxyBeanMethods = false)
public class ProxyWiring {
  @Bean
  HttpHeadersFilter requestHeaders(ServiceConfig services) {
    return new RequestHeaders(services.secret());
  }

  @Bean
  HttpHeadersFilter responseHeaders() {
    return new ResponseHeaders();
  }

  @Bean
  Proxy proxy(
      ServiceHttp http,
      ObjectProvider<List<HttpHeadersFilter>> headers,
      ServiceConfig services,
      Limits limits) {
    List<GlobalFilter> filters =
        List.of(
            new NettyWriteResponseFilter(List.of(), headers),
            new ReasonPhrase(),
            new ServiceRouting(http, headers, new HttpClientProperties()));
    return new Proxy(new FilteringWebHandler(filters, true), services, limits);
  }

  @Bean
  WholeBodies wholeBodies(Limits limits) {
    return new WholeBodies(limits);
  }

  @Bean
  SignIn signIn(
      ServiceHttp http,
      WholeBodies bodies,
      RateLimits rateLimits,
      ServiceConfig services,
      Limits limits) {
    ObjectProvider<List<HttpHeadersFilter>> headers =
        new Given<>(List.of(new SignInHeaders(), new SignInAnswerHeaders()));
    List<GlobalFilter> filters =
        List.of(
            new NettyWriteResponseFilter(List.of(), headers),
            new ServiceRouting(http, headers, new HttpClientProperties()));
    return new SignIn(new FilteringWebHandler(filters, true), bodies, rateLimits, services, limits);
  }

  /** Something that is there already, for those who want it provided. */
  private record Given<T>(T thing) implements ObjectProvider<T> {
    @Override
    public T getObject() {
      return thing;
    }
  }
}
