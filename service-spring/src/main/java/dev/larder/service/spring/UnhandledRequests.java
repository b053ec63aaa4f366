package dev.larder.service.spring;

import dev.larder.service.problem.UnhandledRequest;
import dev.larder.service.request.RequestId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Says what was refused, and what failed, as everything else is said: one line, no stack trace. */
final class UnhandledRequests implements WebExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(UnhandledRequests.class);

  private final String service;

  UnhandledRequests(String service) {
    this.service = service;
  }

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
          Refusals.write(
              exchange,
              new Refusal(
                  HttpStatus.BAD_REQUEST, "the body is not the JSON object that this call takes"));
      case RefusedException e -> Refusals.write(exchange, new Refusal(status(e), e.getReason()));
      case ResponseStatusException e -> unhandled(exchange, status(e));
      default -> {
        String id = RequestIdFilter.of(exchange);
        RequestId.with(Optional.of(id), () -> log.error("unexpected", failure));
        yield unhandled(exchange, HttpStatus.INTERNAL_SERVER_ERROR);
      }
    };
  }

  /** What is left of the body is not read, so the connection can't be used again. */
  private static Mono<Void> tooLarge(ServerWebExchange exchange) {
    exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
    return Refusals.write(
        exchange, new Refusal(HttpStatus.CONTENT_TOO_LARGE, "the body is too large"));
  }

  private Mono<Void> unhandled(ServerWebExchange exchange, HttpStatus status) {
    var request = exchange.getRequest();
    String detail =
        UnhandledRequest.detail(
            service,
            RequestIdFilter.of(exchange),
            request.getMethod().name(),
            request.getPath().value(),
            status.value(),
            Optional.of(status.getReasonPhrase()));
    return Refusals.write(exchange, new Refusal(status, detail));
  }

  private static HttpStatus status(ResponseStatusException e) {
    return HttpStatus.valueOf(e.getStatusCode().value());
  }
}
