package dev.larder.gateway;

import dev.larder.gateway.address.ArrivalFilter;
import dev.larder.gateway.address.Arrivals;
import dev.larder.gateway.address.ServerConfig;
import dev.larder.gateway.address.TrustedProxies;
import dev.larder.gateway.body.WholeBodies;
import dev.larder.gateway.caller.AdminConfig;
import dev.larder.gateway.caller.Authenticator;
import dev.larder.gateway.caller.Authorizer;
import dev.larder.gateway.caller.TokenReader;
import dev.larder.gateway.connection.ClientConnections;
import dev.larder.gateway.home.HomePage;
import dev.larder.gateway.keys.KeysConfig;
import dev.larder.gateway.keys.TokenKeys;
import dev.larder.gateway.limit.LimitConfig;
import dev.larder.gateway.limit.RateLimits;
import dev.larder.gateway.openapi.ApiDescription;
import dev.larder.gateway.openapi.ApiPage;
import dev.larder.gateway.proxy.ProxyConfiguration;
import dev.larder.gateway.redis.RedisConfig;
import dev.larder.gateway.redis.RedisLink;
import dev.larder.gateway.requestid.RequestLog;
import dev.larder.gateway.revocation.AuthClient;
import dev.larder.gateway.revocation.RevocationLookup;
import dev.larder.gateway.revocation.Revocations;
import dev.larder.gateway.route.RouteFilters;
import dev.larder.gateway.route.RouteMapping;
import dev.larder.gateway.route.Routes;
import dev.larder.gateway.service.Limits;
import dev.larder.gateway.service.ServiceClient;
import dev.larder.gateway.service.ServiceConfig;
import dev.larder.gateway.service.ServiceHttp;
import dev.larder.gateway.status.LostRequests;
import dev.larder.gateway.status.StackConfig;
import dev.larder.gateway.status.StatusPage;
import dev.larder.gateway.tls.Tls;
import dev.larder.gateway.tls.TlsConfig;
import dev.larder.gateway.use.LastUse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.cloud.gateway.config.GatewayAutoConfiguration;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.server.WebFilter;

/**
 * Everything that is started, named one by one: the web server, Spring Cloud Gateway and the
 * gateway's own. Nothing is found by scanning, so nothing answers a path that {@link Routes}
 * doesn't know.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  GatewayAutoConfiguration.class,
  HttpHandlerAutoConfiguration.class,
  NettyReactiveWebServerAutoConfiguration.class,
  SslAutoConfiguration.class,
  WebFluxAutoConfiguration.class
})
@EnableConfigurationProperties({
  AdminConfig.class,
  KeysConfig.class,
  LimitConfig.class,
  Limits.class,
  RedisConfig.class,
  ServerConfig.class,
  ServiceConfig.class,
  StackConfig.class,
  TlsConfig.class,
  TrustedProxies.class
})
@Import({
  HomePage.class,
  LostRequests.class,
  ProxyConfiguration.class,
  RateLimits.class,
  RouteFilters.class,
  RouteMapping.class,
  ServiceHttp.class,
  Tls.class,
  WholeBodies.class
})
class Wiring {
  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  /**
   * Ends at once when the last request has been answered; by default it would wait two seconds for
   * more.
   */
  @Bean
  ReactorResourceFactory reactorResources() {
    ReactorResourceFactory resources = new ReactorResourceFactory();
    resources.setShutdownQuietPeriod(Duration.ZERO);
    return resources;
  }

  @Bean
  ServiceClient serviceClient(ServiceHttp http, ServiceConfig services) {
    return new ServiceClient(http.client(), services);
  }

  @Bean
  RedisLink redisLink(RedisConfig config, Limits limits) {
    RedisLink redis = new RedisLink(config, limits.redis());
    redis.warm();
    return redis;
  }

  @Bean
  Authorizer authorizer(
      AdminConfig admin,
      KeysConfig keysConfig,
      RedisLink redis,
      ServiceClient services,
      Limits limits,
      RateLimits rateLimits,
      InstantSource clock) {
    TokenKeys keys = new TokenKeys(redis, services, keysConfig, limits.ask(), clock);
    Revocations revocations =
        new Revocations(new RevocationLookup(redis), new AuthClient(services, limits.ask()));
    return new Authorizer(
        new Authenticator(
            admin, new TokenReader(keys, clock), revocations, new LastUse(redis, clock)),
        rateLimits);
  }

  @Bean
  StatusPage statusPage(
      ServiceClient services, StackConfig stack, Limits limits, LostRequests lost) {
    return new StatusPage(services, stack, version(), limits.health(), lost);
  }

  @Bean
  ApiPage apiPage() {
    return new ApiPage(version());
  }

  @Bean
  ApiDescription apiDescription(ServiceClient services, Limits limits) {
    return new ApiDescription(services, version(), limits.ask());
  }

  private static String version() {
    return Optional.ofNullable(Gateway.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }

  @Bean
  RouteLocator routes(RouteLocatorBuilder builder, RouteFilters filters, Limits limits) {
    return Routes.all(builder, filters, limits);
  }

  /** Comes before routes are looked for, since they are by the path that it finds. */
  @Bean
  @Order(1)
  WebFilter arrivals(ServerConfig server, TrustedProxies proxies, TlsConfig tls) {
    return new ArrivalFilter(new Arrivals(server, proxies, tls.scheme()));
  }

  @Bean
  @Order(2)
  WebFilter requestLog() {
    return new RequestLog();
  }

  @Bean
  ClientConnections clientConnections(Limits limits) {
    return new ClientConnections(limits.linger());
  }
}
