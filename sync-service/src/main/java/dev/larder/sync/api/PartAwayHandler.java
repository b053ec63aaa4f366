package dev.larder.sync.api;

import dev.larder.service.micronaut.Refusals;
import dev.larder.sync.part.PartAwayException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Without what syncs are made with nothing is told of them, but soon again. */
@Singleton
final class PartAwayHandler implements ExceptionHandler<PartAwayException, HttpResponse<?>> {
  private static final Logger log = LoggerFactory.getLogger(PartAwayHandler.class);

  @Override
  @SuppressWarnings("rawtypes")
  public HttpResponse<?> handle(HttpRequest request, PartAwayException failure) {
    log.warn("A call isn't answered: {}", failure.getMessage());
    return Refusals.of(
        request, HttpStatus.SERVICE_UNAVAILABLE, failure.getMessage() + "; try again in a moment");
  }
}
