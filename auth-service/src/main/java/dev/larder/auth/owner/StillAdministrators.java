package dev.larder.auth.owner;

import dev.larder.auth.http.Work;
import dev.larder.service.spring.CallerFilter;
import dev.larder.service.spring.RefusedException;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Asks Keycloak, where a person changes who may what, whether they are an administrator at this
 * moment: what the gateway tells of them is some minutes old, and who was demoted in between could
 * take all back.
 */
@Component
public final class StillAdministrators {

  private final Owners owners;
  private final Work work;

  StillAdministrators(Owners owners, Work work) {
    this.owners = owners;
    this.work = work;
  }

  /** Answers 403 to people who aren't administrators any more. */
  public Mono<ServerResponse> only(ServerRequest request, HandlerFunction<ServerResponse> next) {
    return CallerFilter.caller(request)
        .subject()
        .map(
            subject ->
                work.run(request, () -> owners.rights(subject).filter(Rights::admin).isPresent())
                    .flatMap(is -> is ? next.handle(request) : noMore()))
        .orElseGet(() -> next.handle(request));
  }

  private static Mono<ServerResponse> noMore() {
    return Mono.error(new RefusedException(403, "you aren't an administrator any more"));
  }
}
