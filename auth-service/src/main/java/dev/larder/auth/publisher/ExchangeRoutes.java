package dev.larder.auth.publisher;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.larder.auth.Outcome;
import dev.larder.auth.http.Work;
import dev.larder.auth.issuer.PublishingSettings;
import dev.larder.auth.realm.RealmFilter;
import dev.larder.service.spring.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What upload clients call from within a CI system's job (RTP-1, RTP-2), and PyPI's call that
 * brings a token back.
 */
@Configuration(proxyBeanMethods = false)
class ExchangeRoutes {

  private static final String AUDIENCE = "/_/oidc/audience";
  private static final String MINT = "/_/oidc/mint-token";
  private static final String BURN = "/_/oidc/burn-token";

  private static final Exchange.Result.Refused NO_TOKEN =
      new Exchange.Result.Refused(
          "invalid-payload", "the body is not a JSON object with a text as 'token'");

  private record Audience(String audience) {}

  private record Given(boolean success, String token, long expires) {}

  private record Burnt(boolean success) {}

  private record Error(String code, String description) {}

  private record Refused(String message, List<Error> errors) {}

  @Bean
  RouterFunction<ServerResponse> exchangeCalls(
      Exchange exchange,
      Burning burning,
      PublishingSettings settings,
      RealmFilter realm,
      Work work,
      JsonMapper json) {
    var audience = new Audience(settings.audience());
    HandlerFunction<ServerResponse> minting =
        request ->
            withToken(request, work, json, exchange::exchange, refused -> refused)
                .flatMap(ExchangeRoutes::minted);
    HandlerFunction<ServerResponse> burns =
        request ->
            withToken(request, work, json, burning::burn, Optional::of)
                .flatMap(ExchangeRoutes::burnt);
    return route()
        .GET(AUDIENCE, _ -> ServerResponse.ok().bodyValue(audience))
        .GET(AUDIENCE + "/", _ -> ServerResponse.ok().bodyValue(audience))
        .POST(MINT, minting)
        .POST(MINT + "/", minting)
        .POST(BURN, burns)
        .POST(BURN + "/", burns)
        .filter(realm::onlyOnceReady)
        .build();
  }

  /** Hands the body's token over; what a body without one is told is put in the same words. */
  private static <T> Mono<Outcome<T>> withToken(
      ServerRequest request,
      Work work,
      JsonMapper json,
      Function<String, Outcome<T>> use,
      Function<Exchange.Result.Refused, T> refusal) {
    return request
        .bodyToMono(byte[].class)
        .defaultIfEmpty(new byte[0])
        .flatMap(
            body -> {
              String token = token(body, json);
              return work.run(
                  request,
                  () -> token.isBlank() ? Outcome.done(refusal.apply(NO_TOKEN)) : use.apply(token));
            });
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

  private static Mono<ServerResponse> minted(Outcome<Exchange.Result> outcome) {
    return switch (outcome) {
      case Outcome.Refused<Exchange.Result>(int status, var detail) ->
          Mono.error(new RefusedException(status, detail));
      case Outcome.Done<Exchange.Result>(var result) ->
          switch (result) {
            case Exchange.Result.Given(var token, long expires) ->
                json(HttpStatus.OK, new Given(true, token, expires));
            case Exchange.Result.Refused refusal -> refused("Token request failed", refusal);
          };
    };
  }

  /** As PyPI answers: whoever brings a token back waits for no more than that it was taken. */
  private static Mono<ServerResponse> burnt(Outcome<Optional<Exchange.Result.Refused>> outcome) {
    return switch (outcome) {
      case Outcome.Refused<Optional<Exchange.Result.Refused>>(int status, var detail) ->
          Mono.error(new RefusedException(status, detail));
      case Outcome.Done<Optional<Exchange.Result.Refused>>(var refusal) ->
          refusal
              .map(found -> refused("Token could not be revoked", found))
              .orElseGet(() -> json(HttpStatus.ACCEPTED, new Burnt(true)));
    };
  }

  private static Mono<ServerResponse> refused(String message, Exchange.Result.Refused refusal) {
    return json(
        HttpStatus.UNPROCESSABLE_CONTENT,
        new Refused(message, List.of(new Error(refusal.code(), refusal.description()))));
  }

  private static Mono<ServerResponse> json(HttpStatus status, Object body) {
    return ServerResponse.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .header("Cache-Control", "no-store")
        .bodyValue(body);
  }
}
