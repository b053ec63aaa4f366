package dev.larder.gateway;

import dev.larder.gateway.address.ArrivalFilter;
import dev.larder.gateway.address.Arrivals;
import dev.larder.gateway.address.ServerConfig;
import dev.larder.gateway.address.TrustedProxies;
import dev.larder.gateway.caller.AdminConfig;
import dev.larder.gateway.caller.CallerCheck;
import dev.larder.gateway.caller.Guard;
import dev.larder.gateway.caller.TokenReader;
import dev.larder.gateway.home.HomePage;
import dev.larder.gateway.keys.KeysConfig;
import dev.larder.gateway.keys.TokenKeys;
import dev.larder.gateway.limit.LimitConfig;
import dev.larder.gateway.limit.RateLimits;
import dev.larder.gateway.openapi.ApiDescription;
import dev.larder.gateway.openapi.ApiPage;
import dev.larder.gateway.redis.RedisConfig;
import dev.larder.gateway.redis.RedisLink;
import dev.larder.gateway.requestid.RequestLog;
import dev.larder.gateway.revocation.AuthService;
import dev.larder.gateway.revocation.Revocations;
import dev.larder.gateway.revocation.RevokedSet;
import dev.larder.gateway.route.Front;
import dev.larder.gateway.route.Proxy;
import dev.larder.gateway.route.ProxyWiring;
import dev.larder.gateway.route.RouteTable;
import dev.larder.gateway.route.SignIn;
import dev.larder.gateway.route.WholeBodies;
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
import dev.larder.gateway.wire.Wire;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * Everything that is started, named one by one: the web server, the parts of Spring Cloud Gateway
 * that proxy, and the gateway's own. Nothing is found by scanning, so nothing answers a path that
 * {@link RouteTable} doesn't know.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(NettyReactiveWebServerAutoConfiguration.class)
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
@Import(ProxyWiring.class)
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
  ServiceHttp serviceHttp(Limits limits) {
    return new ServiceHttp(limits);
  }

  @Bean
  ServiceClient serviceClient(ServiceHttp http, ServiceConfig services) {
    return new ServiceClient(http.pooled(), services);
  }

  @Bean
  RedisLink redisLink(RedisConfig config, Limits limits) {
    RedisLink redis = new RedisLink(config, limits.redis());
    redis.warm();
    return redis;
  }

  @Bean
  RateLimits rateLimits(LimitConfig config, RedisLink redis, InstantSource clock) {
    return new RateLimits(config, redis, clock);
  }

  @Bean
  Guard guard(
      AdminConfig admin,
      KeysConfig keysConfig,
      RedisLink redis,
      ServiceClient services,
      Limits limits,
      RateLimits rateLimits,
      InstantSource clock) {
    TokenKeys keys = new TokenKeys(redis, services, keysConfig, limits.ask(), clock);
    Revocations revocations =
        new Revocations(new RevokedSet(redis), new AuthService(services, limits.ask()));
    return new Guard(
        new CallerCheck(
            admin, new TokenReader(keys, clock), revocations, new LastUse(redis, clock)),
        rateLimits);
  }

  @Bean
  HttpHandler httpHandler(
      Guard guard,
      Proxy proxy,
      WholeBodies bodies,
      SignIn signIn,
      ServiceClient services,
      Limits limits,
      RateLimits rateLimits,
      ServerConfig server,
      TlsConfig tls,
      TrustedProxies proxies,
      StackConfig stack,
      InstantSource clock) {
    String version =
        Optional.ofNullable(Gateway.class.getPackage().getImplementationVersion())
            .orElse("unpackaged");
    LostRequests lost = new LostRequests(clock);
    StatusPage status = new StatusPage(services, stack, version, limits.health(), lost);
    Front front =
        new Front(
            new RouteTable(),
            guard,
            proxy,
            bodies,
            signIn,
            status,
            new HomePage(),
            new ApiPage(version),
            new ApiDescription(services, version, limits.ask()),
            rateLimits,
            lost);
    Arrivals arrivals = new Arrivals(server, proxies, tls.scheme());
    return WebHttpHandlerBuilder.webHandler(front)
        .filter(new ArrivalFilter(arrivals), new RequestLog())
        .build();
  }

  @Bean
  Tls tls(TlsConfig config, InstantSource clock) {
    return new Tls(config, clock);
  }

  @Bean
  Wire wire(Limits limits) {
    return new Wire(limits.linger());
  }
}
