package dev.larder.service.spring;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.larder.service.contract.ServiceContract;
import dev.larder.service.health.HealthPart;
import dev.larder.service.request.RequestId;
import java.net.URI;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"larder.secret=" + ServiceContract.SECRET, "spring.application.name=probe"})
class SpringServiceTest extends ServiceContract {
  @LocalServerPort int port;

  @Override
  protected URI service() {
    return URI.create("http://localhost:" + port);
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Probe {
    @Bean
    HealthPart store() {
      return HealthPart.needed("store", STORE::get);
    }

    @Bean
    HealthPart cache() {
      return HealthPart.useful("cache", () -> false);
    }

    @Bean
    RouterFunction<ServerResponse> calls(BlockingWork work) {
      HandlerFunction<ServerResponse> who =
          request ->
              work.run(
                      request,
                      () ->
                          CallerFilter.caller(request).by() + " " + RequestId.current().orElse(""))
                  .flatMap(answer -> ServerResponse.ok().bodyValue(answer));
      return route()
          .GET("/internal/who", who)
          .GET("/packages/who", who)
          .GET("/internal/refused", _ -> Mono.error(new RefusedException(401, "show credentials")))
          .GET(
              "/internal/broken",
              _ -> Mono.error(new IllegalStateException("secret of the inside")))
          .build();
    }
  }
}
