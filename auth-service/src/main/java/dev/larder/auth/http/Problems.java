package dev.larder.auth.http;

import dev.larder.auth.keycloak.KeycloakFailure;
import io.lettuce.core.RedisException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers everything that went wrong as a problem (RFC 9457): one line, no stack trace. */
@Component
@Order(-2) // before the framework's own, which answers in another shape
public final class Problems implements WebExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private final JsonMapper json;

  Problems(JsonMapper json) {
    this.json = json;
  }

  private record Problem(String title, int status, String detail) {}

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    if (exchange.getResponse().isCommitted()) {
      return Mono.error(failure);
    }
    return switch (failure) {
      case DataBufferLimitException _ -> tooLarge(exchange);
      case ServerWebInputException e when e.getCause() instanceof DataBufferLimitException ->
          tooLarge(exchange);
      case ServerWebInputException _ ->
          write(exchange, 400, "the body is not the JSON object that this call takes");
      case RefusedException e -> write(exchange, e.getStatusCode().value(), e.getReason());
      case ResponseStatusException e -> notACall(exchange, e.getStatusCode().value());
      case ProcessingException e -> unavailable(exchange, e, KeycloakFailure.explain(e));
      case WebApplicationException e -> unavailable(exchange, e, KeycloakFailure.explain(e));
      case RedisException e -> unavailable(exchange, e, "Redis can't be reached");
      default -> unexpected(exchange, failure);
    };
  }

  /** What is left of the body is not read, so the connection can't be used again. */
  private Mono<Void> tooLarge(ServerWebExchange exchange) {
    exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
    return write(exchange, 413, "the body is too large");
  }

  private Mono<Void> notACall(ServerWebExchange exchange, int status) {
    var request = exchange.getRequest();
    return write(
        exchange,
        status,
        status == 415
            ? "the body must be application/json"
            : request.getMethod()
                + " "
                + request.getPath().value()
                + " is no call of this service");
  }

  private Mono<Void> unavailable(ServerWebExchange exchange, Throwable failure, String what) {
    try (var _ = RequestId.inLog(exchange)) {
      log.warn("{}: {}", what, failure.toString());
    }
    return write(exchange, 503, what + "; try again in a few seconds");
  }

  private Mono<Void> unexpected(ServerWebExchange exchange, Throwable failure) {
    try (var _ = RequestId.inLog(exchange)) {
      log.error("unexpected", failure);
    }
    String id = RequestId.of(exchange);
    return write(exchange, 500, "auth-service failed; its log has more under request_id " + id);
  }

  /** Answers with this status and this one line. */
  Mono<Void> write(ServerWebExchange exchange, int status, String detail) {
    HttpStatus known = HttpStatus.resolve(status);
    String title = known == null ? "Error" : known.getReasonPhrase();
    byte[] body = json.writeValueAsBytes(new Problem(title, status, detail));
    var response = exchange.getResponse();
    response.setStatusCode(HttpStatusCode.valueOf(status));
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    response.getHeaders().setContentLength(body.length);
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
  }
}
