package dev.larder.service.spring;

import dev.larder.service.request.RequestId;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Carries work that blocks off the event loop, onto a virtual thread of its own with the request's
 * id in its log lines. A client that goes away doesn't interrupt work half way.
 */
public final class BlockingWork implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Gives what the work comes to, on the event loop of the request's connection. An answer that is
   * written by another thread while that loop still reads the end of the request can leave Reactor
   * Netty (1.3.7) thinking that the exchange isn't over, and the connection's next request is then
   * never answered.
   */
  public <T> Mono<T> run(ServerRequest request, Supplier<T> work) {
    String id = RequestIdFilter.of(request.exchange());
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

  @Override
  public void close() {
    threads.close();
  }
}
