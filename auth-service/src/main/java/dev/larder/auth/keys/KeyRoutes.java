package dev.larder.auth.keys;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.larder.auth.Outcome;
import dev.larder.auth.http.Work;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The call that gives the keys to whoever checks signatures. */
@Configuration(proxyBeanMethods = false)
class KeyRoutes {

  @Bean
  RouterFunction<ServerResponse> keyCalls(SigningKeys keys, Work work) {
    return route()
        .GET(
            "/internal/keys",
            request ->
                work.answer(
                    request,
                    HttpStatus.OK,
                    () ->
                        keys.newest()
                            .map(Outcome::done)
                            .orElseGet(
                                () ->
                                    Outcome.refused(
                                        503,
                                        "the keys are not known yet: Keycloak can't be reached"))))
        .build();
  }
}
