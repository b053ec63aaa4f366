package dev.larder.index.memory;

import dev.larder.service.micronaut.Refusals;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waiting doesn't help; a larger heap does. */
@Singleton
final class TooLargeHandler implements ExceptionHandler<TooLargeException, HttpResponse<?>> {
  private static final Logger log = LoggerFactory.getLogger(TooLargeHandler.class);

  @Override
  @SuppressWarnings("rawtypes")
  public HttpResponse<?> handle(HttpRequest request, TooLargeException large) {
    log.warn("{}: {}", request.getPath(), large.getMessage());
    return Refusals.of(request, HttpStatus.SERVICE_UNAVAILABLE, large.getMessage());
  }
}
