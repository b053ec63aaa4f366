package dev.larder.auth.http;

import dev.larder.auth.Outcome;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;

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

  /**
   * Gives what the work comes to, on the event loop of the request's connection. An answer that is
   * written by another thread while that loop still reads the end of the request can leave Reactor
   * Netty (1.3.7) thinking that the exchange isn't over, and the connection's next request is then
   * never answered.
   */
  public <T> Mono<T> run(ServerRequest request, Supplier<T> work) {
    String id = RequestId.of(request.exchange());
    return Mono.<T>create(sink -> threads.execute(() -> finish(sink, id, work)))
        .publishOn(Schedulers.fromExecutor(eventLoop(request)));
  }

  private static <T> void finish(MonoSink<T> sink, String id, Supplier<T> work) {
    try {
      sink.success(RequestId.during(id, work));
    } catch (RuntimeException | Error e) {
      sink.error(e);
    }
  }

  private static Executor eventLoop(ServerRequest request) {
    HttpServerRequest netty =
        ServerHttpRequestDecorator.getNativeRequest(request.exchange().getRequest());
    var loop = new AtomicReference<Executor>();
    netty.withConnection(connection -> loop.set(connection.channel().eventLoop()));
    return loop.get();
  }

  private static <T> Mono<ServerResponse> response(HttpStatus done, Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(var value) when value instanceof NoContent ->
          ServerResponse.noContent().build();
      case Outcome.Done<T>(var value) -> ServerResponse.status(done).bodyValue(value);
      case Outcome.Refused<T>(int status, String detail) ->
          Mono.error(new RefusedException(status, detail));
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
