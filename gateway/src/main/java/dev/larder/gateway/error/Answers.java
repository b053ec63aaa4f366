package dev.larder.gateway.error;

import dev.larder.gateway.address.Arrival;
import dev.larder.service.spring.Refusal;
import dev.larder.service.spring.Refusals;
import dev.larder.service.spring.WholeAnswer;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the answers that the gateway gives itself. HEAD gets the same headers without the body.
 */
public final class Answers {
  private static final JsonMapper JSON = new JsonMapper();
  private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

  private Answers() {}

  /** {@code refusal}, told as it is at the path under which services know it. */
  public static Mono<Void> refuse(ServerWebExchange exchange, Refusal refusal) {
    return Refusals.write(exchange, Arrival.of(exchange).path(), refusal);
  }

  /** A short text, not to be stored. */
  public static Mono<Void> text(ServerWebExchange exchange, String text) {
    exchange.getResponse().getHeaders().setCacheControl("no-store");
    return WholeAnswer.write(
        exchange, HttpStatus.OK, TEXT, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** {@code value} as JSON, not to be stored. */
  public static Mono<Void> json(ServerWebExchange exchange, HttpStatus status, Object value) {
    exchange.getResponse().getHeaders().setCacheControl("no-store");
    return WholeAnswer.write(
        exchange, status, MediaType.APPLICATION_JSON, JSON.writeValueAsBytes(value));
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
    return WholeAnswer.write(exchange, HttpStatus.MOVED_PERMANENTLY, TEXT, new byte[0]);
  }
}
