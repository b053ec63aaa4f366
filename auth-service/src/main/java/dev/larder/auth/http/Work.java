package dev.larder.auth.http;

import dev.larder.auth.Outcome;
import dev.larder.service.spring.BlockingWork;
import dev.larder.service.spring.RefusedException;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers with what work comes to that blocks (Keycloak's admin client, Redis). */
@Component
public final class Work {

  private final BlockingWork blocking;

  Work(BlockingWork blocking) {
    this.blocking = blocking;
  }

  /**
   * Answers with what the work comes to: 204 for {@link NoContent}, otherwise JSON with this
   * status.
   */
  public <T> Mono<ServerResponse> answer(
      ServerRequest request, HttpStatus done, Supplier<Outcome<T>> work) {
    return run(request, work).flatMap(outcome -> response(done, outcome));
  }

  /** Gives what the work comes to. */
  public <T> Mono<T> run(ServerRequest request, Supplier<T> work) {
    return blocking.run(request, work);
  }

  private static <T> Mono<ServerResponse> response(HttpStatus done, Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(var value) when value instanceof NoContent ->
          ServerResponse.noContent().build();
      case Outcome.Done<T>(var value) ->
          ServerResponse.status(done).contentType(MediaType.APPLICATION_JSON).bodyValue(value);
      case Outcome.Refused<T>(int status, String detail) ->
          Mono.error(new RefusedException(status, detail));
    };
  }

  /** The value of work that was done and has nothing to say. */
  public enum NoContent {
    DONE
  }
}
