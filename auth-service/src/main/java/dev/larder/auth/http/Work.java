package dev.larder.auth.http;

import dev.larder.auth.Outcome;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/**
 * Carries blocking work (Keycloak's admin client, Redis) off the event loop, onto a virtual thread
 * of its own with the request's id in its log lines. A client that goes away doesn't interrupt work
 * half way.
 */
@Component
public final class Work {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

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
    String id = RequestId.of(request.exchange());
    var future = CompletableFuture.supplyAsync(() -> RequestId.during(id, work), threads);
    return Mono.fromFuture(future, true).onErrorMap(CompletionException.class, Throwable::getCause);
  }

  private static <T> Mono<ServerResponse> response(HttpStatus done, Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(var value) when value instanceof NoContent ->
          ServerResponse.noContent().build();
      case Outcome.Done<T>(var value) -> ServerResponse.status(done).bodyValue(value);
      case Outcome.Refused<T>(int status, String detail) ->
          Mono.error(new ResponseStatusException(HttpStatus.valueOf(status), detail));
    };
  }

  /** The value of work that was done and has nothing to say. */
  public enum NoContent {
    DONE
  }

  @PreDestroy
  void close() {
    threads.close();
  }
}
