package dev.larder.index.access;

import dev.larder.index.database.DatabaseAway;
import dev.larder.service.micronaut.Refusals;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Without PostgreSQL nothing is answered, but soon again. */
@Singleton
final class DatabaseAwayHandler implements ExceptionHandler<DatabaseAway, HttpResponse<?>> {
  private static final Logger log = LoggerFactory.getLogger(DatabaseAwayHandler.class);

  @Override
  @SuppressWarnings("rawtypes")
  public HttpResponse<?> handle(HttpRequest request, DatabaseAway failure) {
    log.warn("PostgreSQL is away: {}", failure.getMessage());
    return Refusals.of(
        request,
        HttpStatus.SERVICE_UNAVAILABLE,
        "The catalogue's PostgreSQL can't be reached; try again in a moment");
  }
}
