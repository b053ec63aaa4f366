package dev.larder.gateway.error;

import dev.larder.gateway.address.Arrival;
import dev.larder.service.problem.Problem;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the answers that the gateway gives itself. HEAD gets the same headers without the body.
 */
public final class Answers {
  private static final JsonMapper JSON = new JsonMapper();
  private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

  private Answers() {}

  /**
   * {@code refusal} as one line of text, or as a problem (RFC 9457) under {@code /__api__} and
   * where the client asks for it; never to be stored.
   */
  public static Mono<Void> refuse(ServerWebExchange exchange, Refusal refusal) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    refusal.headers().forEach(headers::set);
    headers.setCacheControl("no-store");
    Problem problem =
        new Problem(refusal.status().getReasonPhrase(), refusal.status().value(), refusal.detail());
    if (wantsProblem(exchange)) {
      return write(
          exchange,
          refusal.status(),
          refusal.reason().orElse(refusal.status().getReasonPhrase()),
          MediaType.APPLICATION_PROBLEM_JSON,
          JSON.writeValueAsBytes(problem));
    }
    return write(
        exchange,
        refusal.status(),
        refusal.reason().orElse(refusal.status().getReasonPhrase()),
        TEXT,
        problem.line().getBytes(StandardCharsets.UTF_8));
  }

  /** A short text, not to be stored. */
  public static Mono<Void> text(ServerWebExchange exchange, String text) {
    exchange.getResponse().getHeaders().setCacheControl("no-store");
    return write(
        exchange, HttpStatus.OK, "OK", TEXT, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** {@code value} as JSON, not to be stored. */
  public static Mono<Void> json(ServerWebExchange exchange, HttpStatus status, Object value) {
    exchange.getResponse().getHeaders().setCacheControl("no-store");
    return write(
        exchange,
        status,
        status.getReasonPhrase(),
        MediaType.APPLICATION_JSON,
        JSON.writeValueAsBytes(value));
  }

  /** No body; headers that were set before stay. */
  public static Mono<Void> nothing(ServerWebExchange exchange, HttpStatus status) {
    exchange.getResponse().setStatusCode(status);
    return exchange.getResponse().setComplete();
  }

  /** Sends the reader to the same path with a slash after it, whatever prefix stands before. */
  public static Mono<Void> addSlash(ServerWebExchange exchange) {
    String path = exchange.getRequest().getURI().getRawPath();
    HttpHeaders headers = exchange.getResponse().getHeaders();
    headers.set(HttpHeaders.LOCATION, path.substring(path.lastIndexOf('/') + 1) + "/");
    headers.setCacheControl("no-cache");
    return write(exchange, HttpStatus.MOVED_PERMANENTLY, "Moved Permanently", TEXT, new byte[0]);
  }

  /** Writes {@code body}; headers that were set before stay. */
  public static Mono<Void> write(
      ServerWebExchange exchange, HttpStatus status, String reason, MediaType type, byte[] body) {
    ServerHttpResponse response = exchange.getResponse();
    setStatus(response, new HttpResponseStatus(status.value(), reason));
    response.getHeaders().setContentType(type);
    response.getHeaders().setContentLength(body.length);
    if (HttpMethod.HEAD.equals(exchange.getRequest().getMethod())) {
      return response.setComplete();
    }
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }

  /**
   * Sets a status with its own reason phrase, which Spring alone would replace by the standard one.
   */
  public static void setStatus(ServerHttpResponse response, HttpResponseStatus status) {
    HttpServerResponse server = ServerHttpResponseDecorator.getNativeResponse(response);
    response.setStatusCode(null);
    server.status(status);
  }

  private static boolean wantsProblem(ServerWebExchange exchange) {
    if (Arrival.of(exchange).path().startsWith("/__api__")) {
      return true;
    }
    return exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.ACCEPT).stream()
        .anyMatch(accept -> accept.contains(Problem.TYPE));
  }
}
