package dev.larder.auth.realm;

import dev.larder.service.spring.RefusedException;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Keeps requests out that need the realms. */
@Component
public final class RealmFilter {
  private final RealmKeeper keeper;

  RealmFilter(RealmKeeper keeper) {
    this.keeper = keeper;
  }

  /** Answers 503 for as long as the realms aren't set up. */
  public Mono<ServerResponse> onlyOnceReady(
      ServerRequest request, HandlerFunction<ServerResponse> next) {
    return keeper
        .obstacle()
        .map(
            obstacle ->
                Mono.<ServerResponse>error(
                    new RefusedException(
                        503, "%s; try again in a few seconds".formatted(obstacle))))
        .orElseGet(() -> next.handle(request));
  }
}
