package dev.larder.index.memory;

import dev.larder.memory.BudgetSpentException;
import dev.larder.service.micronaut.Refusals;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** There is no room now, but soon again. */
@Singleton
final class BudgetSpentHandler implements ExceptionHandler<BudgetSpentException, HttpResponse<?>> {

  @Override
  @SuppressWarnings("rawtypes")
  public HttpResponse<?> handle(HttpRequest request, BudgetSpentException spent) {
    return Refusals.of(request, HttpStatus.SERVICE_UNAVAILABLE, spent.getMessage())
        .header(HttpHeaders.RETRY_AFTER, Long.toString(spent.retryAfter().toSeconds()));
  }
}
