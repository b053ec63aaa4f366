package dev.larder.auth.revocation;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.larder.auth.Outcome;
import dev.larder.auth.audit.Actor;
import dev.larder.auth.caller.Callers;
import dev.larder.auth.description.DescribedCall;
import dev.larder.auth.description.DescribedCalls;
import dev.larder.auth.http.Work;
import dev.larder.auth.realm.RealmFilter;
import dev.larder.auth.token.OwnTokens;
import dev.larder.service.spring.CallerFilter;
import dev.larder.service.spring.RefusedException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The calls that revoke a token and that have the set of revoked tokens rebuilt. */
@Configuration(proxyBeanMethods = false)
class RevocationRoutes {

  @Bean
  RouterFunction<ServerResponse> revocationCalls(
      Revoker revoker, OwnTokens own, Rebuild rebuild, RealmFilter realm, Work work) {
    return route()
        .POST(
            "/__api__/v1/tokens/revoke",
            request ->
                request
                    .bodyToMono(RevokeRequest.class)
                    .switchIfEmpty(Mono.error(new RefusedException(400, "the body is missing")))
                    .flatMap(
                        asked ->
                            work.answer(
                                request,
                                HttpStatus.OK,
                                () ->
                                    Outcome.then(
                                        Outcome.then(
                                            asked.named(),
                                            guid ->
                                                own.revocable(CallerFilter.caller(request), guid)),
                                        guid -> revoker.revoke(guid, Actor.of(request))))))
        .POST(
            "/internal/revocations/rebuild",
            request ->
                work.answer(
                    request,
                    HttpStatus.NO_CONTENT,
                    () -> {
                      rebuild.run();
                      return Outcome.done(Work.NoContent.DONE);
                    }))
        .filter(Callers::onlyPeople)
        .filter(realm::onlyOnceReady)
        .build();
  }

  @Bean
  DescribedCalls describedRevocation() {
    return new DescribedCalls(
        new DescribedCall(
            "post",
            "/__api__/v1/tokens/revoke",
            "Revoke a token, named by its guid or shown; answered once it is refused everywhere",
            RevokeRequest.class,
            HttpStatus.OK.value(),
            Revoker.Revoked.class));
  }
}
