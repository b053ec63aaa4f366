package dev.larder.auth.health;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.larder.auth.http.Work;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The call that says which parts are up. */
@Configuration(proxyBeanMethods = false)
class HealthRoutes {

  @Bean
  RouterFunction<ServerResponse> healthCalls(Health health, Work work) {
    return route()
        .GET(
            "/health",
            request ->
                work.run(request, health::now)
                    .flatMap(
                        report ->
                            ServerResponse.status(
                                    report.isUp() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                                .bodyValue(report)))
        .build();
  }
}
