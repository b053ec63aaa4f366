package dev.larder.auth.token;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.larder.auth.Outcome;
import dev.larder.auth.audit.Actor;
import dev.larder.auth.caller.Callers;
import dev.larder.auth.description.DescribedCall;
import dev.larder.auth.description.DescribedCalls;
import dev.larder.auth.http.Work;
import dev.larder.auth.keycloak.Guid;
import dev.larder.auth.owner.Owners;
import dev.larder.auth.realm.RealmFilter;
import dev.larder.service.spring.CallerFilter;
import dev.larder.service.spring.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The calls that make and list tokens, and the one that asks whether a token is still good. */
@Configuration(proxyBeanMethods = false)
class TokenRoutes {

  private record Tokens(List<TokenList.Shown> tokens) {}

  private record Activity(boolean active) {}

  @Bean
  RouterFunction<ServerResponse> tokenCalls(
      TokenMaker maker,
      OwnTokens own,
      TokenList list,
      TokenStore store,
      BurntTokens burnt,
      Owners owners,
      RealmFilter realm,
      Work work) {
    return route()
        .POST(
            "/__api__/v1/tokens",
            request ->
                request
                    .bodyToMono(TokenRequest.class)
                    .switchIfEmpty(noBody())
                    .flatMap(
                        asked ->
                            work.answer(
                                request,
                                HttpStatus.CREATED,
                                () ->
                                    own.make(
                                        CallerFilter.caller(request),
                                        asked,
                                        () -> maker.make(asked, Actor.of(request))))))
        .GET(
            "/__api__/v1/tokens",
            request -> {
              Optional<Boolean> expired = yesOrNo(request, "expired");
              Optional<Boolean> revoked = yesOrNo(request, "revoked");
              return work.answer(
                  request,
                  HttpStatus.OK,
                  () ->
                      Outcome.done(
                          new Tokens(
                              own.seen(CallerFilter.caller(request))
                                  .map(guids -> list.list(guids, expired, revoked))
                                  .orElseGet(() -> list.list(expired, revoked)))));
            })
        .GET(
            "/internal/tokens/{guid}",
            request -> {
              String guid = request.pathVariable("guid");
              Optional<String> id = request.queryParam("id");
              return work.answer(
                  request,
                  HttpStatus.OK,
                  () ->
                      Outcome.done(
                          new Activity(
                              active(store, owners, guid)
                                  && id.filter(one -> burnt.has(guid, one)).isEmpty())));
            })
        .filter(Callers::onlyPeople)
        .filter(realm::onlyOnceReady)
        .build();
  }

  @Bean
  DescribedCalls describedTokens() {
    List<String> yesOrNo = List.of("yes", "no");
    return new DescribedCalls(
        new DescribedCall(
            "post",
            "/__api__/v1/tokens",
            "Make a token; it is shown this once",
            TokenRequest.class,
            HttpStatus.CREATED.value(),
            TokenMaker.NewToken.class),
        new DescribedCall(
            "get",
            "/__api__/v1/tokens",
            "List tokens, oldest first",
            new TreeMap<>(Map.of("expired", yesOrNo, "revoked", yesOrNo)),
            Void.class,
            HttpStatus.OK.value(),
            Tokens.class));
  }

  /** Of a person too, by their subject. */
  private static boolean active(TokenStore store, Owners owners, String text) {
    return Guid.of(text)
        .map(
            guid ->
                store
                    .find(guid)
                    .map(token -> !token.revoked())
                    .orElseGet(() -> owners.mayAct(guid)))
        .orElse(false);
  }

  private static Mono<TokenRequest> noBody() {
    return Mono.error(new RefusedException(400, "the body is missing"));
  }

  private static Optional<Boolean> yesOrNo(ServerRequest request, String name) {
    return request
        .queryParam(name)
        .map(
            value ->
                switch (value) {
                  case "yes" -> true;
                  case "no" -> false;
                  default ->
                      throw new RefusedException(
                          400, "%s '%s' is neither yes nor no".formatted(name, value));
                });
  }
}
