package dev.larder.index.clock;

import dev.larder.service.micronaut.Refusals;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Refuses what would be stamped by a clock that jumped. */
@Singleton
final class ClockJumpedHandler implements ExceptionHandler<ClockJumped, HttpResponse<?>> {

  @Override
  @SuppressWarnings("rawtypes")
  public HttpResponse<?> handle(HttpRequest request, ClockJumped jumped) {
    return Refusals.of(request, HttpStatus.SERVICE_UNAVAILABLE, jumped.getMessage());
  }
}
