package dev.larder.auth.description;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The call that describes the others, for the gateway to put together with other services'. */
@Configuration(proxyBeanMethods = false)
class DescriptionRoutes {

  @Bean
  RouterFunction<ServerResponse> descriptionCalls(List<DescribedCalls> features) {
    Map<String, Object> description =
        Description.of(features.stream().flatMap(feature -> feature.calls().stream()).toList());
    return route()
        .GET("/internal/openapi", _ -> ServerResponse.ok().bodyValue(description))
        .build();
  }
}
