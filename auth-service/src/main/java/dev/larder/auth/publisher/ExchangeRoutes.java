package dev.larder.auth.publisher;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.larder.auth.Outcome;
import dev.larder.auth.http.RefusedException;
import dev.larder.auth.http.Work;
import dev.larder.auth.issuer.PublishingSettings;
import dev.larder.auth.realm.RealmKeeper;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What upload clients call from within a CI system's job (RTP-1, RTP-2). */
@Configuration(proxyBeanMethods = false)
class ExchangeRoutes {

  private static final String AUDIENCE = "/_/oidc/audience";
  private static final String MINT = "/_/oidc/mint-token";

  private record Audience(String audience) {}

  private record Given(boolean success, String token, long expires) {}

  private record Error(String code, String description) {}

  private record Refused(String message, List<Error> errors) {}

  @Bean
  RouterFunction<ServerResponse> exchangeCalls(
      Exchange exchange,
      PublishingSettings settings,
      RealmKeeper realm,
      Work work,
      JsonMapper json) {
    var audience = new Audience(settings.audience());
    return route()
        .GET(AUDIENCE, _ -> ServerResponse.ok().bodyValue(audience))
        .GET(AUDIENCE + "/", _ -> ServerResponse.ok().bodyValue(audience))
        .POST(MINT, request -> mint(request, exchange, work, json))
        .POST(MINT + "/", request -> mint(request, exchange, work, json))
        .filter(realm::onlyOnceReady)
        .build();
  }

  private static Mono<ServerResponse> mint(
      ServerRequest request, Exchange exchange, Work work, JsonMapper json) {
    return request
        .bodyToMono(byte[].class)
        .defaultIfEmpty(new byte[0])
        .flatMap(
            body -> {
              String token = token(body, json);
              return work.run(
                  request,
                  () ->
                      token.isBlank()
                          ? Outcome.<Exchange.Result>done(
                              new Exchange.Result.Refused(
                                  "invalid-payload",
                                  "the body is not a JSON object with a text as 'token'"))
                          : exchange.exchange(token));
            })
        .flatMap(ExchangeRoutes::answer);
  }

  /** Blank where there is none. */
  private static String token(byte[] body, JsonMapper json) {
    try {
      JsonNode token = json.readTree(body).path("token");
      return token.isString() ? token.asString() : "";
    } catch (JacksonException e) {
      return "";
    }
  }

  private static Mono<ServerResponse> answer(Outcome<Exchange.Result> outcome) {
    return switch (outcome) {
      case Outcome.Refused<Exchange.Result>(int status, var detail) ->
          Mono.error(new RefusedException(status, detail));
      case Outcome.Done<Exchange.Result>(var result) ->
          switch (result) {
            case Exchange.Result.Given(var token, long expires) ->
                json(HttpStatus.OK, new Given(true, token, expires));
            case Exchange.Result.Refused(var code, var description) -> refused(code, description);
          };
    };
  }

  private static Mono<ServerResponse> refused(String code, String description) {
    return json(
        HttpStatus.UNPROCESSABLE_CONTENT,
        new Refused("Token request failed", List.of(new Error(code, description))));
  }

  private static Mono<ServerResponse> json(HttpStatus status, Object body) {
    return ServerResponse.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .header("Cache-Control", "no-store")
        .bodyValue(body);
  }
}
