package dev.larder.service.spring;

import io.netty.handler.codec.http.HttpResponseStatus;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Answers that are made as a whole. */
public final class WholeAnswer {
  private WholeAnswer() {}

  /** Writes one with the status's own reason phrase. */
  public static Mono<Void> write(
      ServerWebExchange exchange, HttpStatus status, MediaType type, byte[] body) {
    HttpResponseStatus line = new HttpResponseStatus(status.value(), status.getReasonPhrase());
    return write(exchange, line, type, body);
  }

  /** Writes one; headers that were set before stay, and HEAD gets them alone. */
  public static Mono<Void> write(
      ServerWebExchange exchange, HttpResponseStatus status, MediaType type, byte[] body) {
    ServerHttpResponse response = exchange.getResponse();
    setStatus(response, status);
    response.getHeaders().setContentType(type);
    response.getHeaders().setContentLength(body.length);
    return HttpMethod.HEAD.equals(exchange.getRequest().getMethod())
        ? response.setComplete()
        : response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }

  /**
   * Sets a status with its own reason phrase, which Spring alone would replace by the standard one.
   */
  public static void setStatus(ServerHttpResponse response, HttpResponseStatus status) {
    HttpServerResponse server = ServerHttpResponseDecorator.getNativeResponse(response);
    response.setStatusCode(null);
    server.status(status);
  }
}
