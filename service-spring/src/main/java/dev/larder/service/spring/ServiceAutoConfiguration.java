package dev.larder.service.spring;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.larder.service.caller.CallerHeader;
import dev.larder.service.health.Health;
import dev.larder.service.health.HealthPart;
import dev.larder.service.secret.ServiceSecret;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Puts it all into a service. */
@AutoConfiguration
class ServiceAutoConfiguration {
  @Bean
  ServiceSecret secret(@Value("${larder.secret}") String secret) {
    return new ServiceSecret(secret);
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  WebFilter requestIdFilter() {
    return new RequestIdFilter();
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE + 1)
  WebFilter secretFilter(ServiceSecret secret) {
    return new SecretFilter(secret);
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE + 2)
  WebFilter callerFilter(JsonMapper json) {
    var map = new TypeReference<Map<String, Object>>() {};
    return new CallerFilter(new CallerHeader(text -> json.readValue(text, map)));
  }

  /** Before the framework's own, which answers in another shape. */
  @Bean
  @Order(-2)
  WebExceptionHandler unhandledRequests(@Value("${spring.application.name}") String service) {
    return new UnhandledRequests(service);
  }

  @Bean
  BlockingWork blockingWork() {
    return new BlockingWork();
  }

  @Bean
  @ConditionalOnMissingBean
  Health health(List<HealthPart> parts) {
    return new Health(parts);
  }

  @Bean
  RouterFunction<ServerResponse> healthCall(Health health, BlockingWork work) {
    return route()
        .GET(
            "/health",
            request ->
                work.run(request, health::report)
                    .flatMap(
                        report ->
                            ServerResponse.status(report.httpStatus())
                                .header("Cache-Control", "no-store")
                                .bodyValue(report)))
        .build();
  }
}
