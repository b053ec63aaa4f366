package dev.larder.index.command;

import dev.larder.service.micronaut.Refusals;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Says what is wrong with a body. */
@Singleton
final class MalformedHandler implements ExceptionHandler<Malformed, HttpResponse<?>> {

  @Override
  @SuppressWarnings("rawtypes")
  public HttpResponse<?> handle(HttpRequest request, Malformed malformed) {
    return Refusals.of(request, HttpStatus.BAD_REQUEST, malformed.getMessage());
  }
}
