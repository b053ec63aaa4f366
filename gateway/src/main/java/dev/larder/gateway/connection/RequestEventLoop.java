package dev.larder.gateway.connection;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;

/**
 * The event loop of a request's own connection. An answer that is written by another thread while
 * that loop still reads the end of the request can leave Reactor Netty (1.3.7) thinking that the
 * exchange isn't over, and the connection's next request is then never answered.
 */
public final class RequestEventLoop {
  private RequestEventLoop() {}

  /** To publish on whatever was found out elsewhere, before an answer is made of it. */
  public static Scheduler of(ServerWebExchange exchange) {
    HttpServerRequest netty = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
    AtomicReference<Executor> loop = new AtomicReference<>();
    netty.withConnection(connection -> loop.set(connection.channel().eventLoop()));
    return Schedulers.fromExecutor(loop.get());
  }
}
