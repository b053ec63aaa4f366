package dev.larder.sync.api;

import dev.larder.service.micronaut.Refusals;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Tells a caller what isn't done. */
@Singleton
final class RefusalHandler implements ExceptionHandler<SyncRefusal, HttpResponse<?>> {
  @Override
  @SuppressWarnings("rawtypes")
  public HttpResponse<?> handle(HttpRequest request, SyncRefusal refusal) {
    return Refusals.of(request, refusal.status(), refusal.getMessage());
  }
}
