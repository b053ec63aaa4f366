package dev.larder.index.access;

import dev.larder.service.micronaut.Refusals;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.server.exceptions.ContentLengthExceededHandler;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/**
 * A body is longer than any that is good. To a service that hands over an upload it is the client's
 * mistake: its fields are too long, and stay so however often it tries.
 */
@Singleton
@Replaces(ContentLengthExceededHandler.class)
final class TooLongHandler
    implements ExceptionHandler<ContentLengthExceededException, HttpResponse<?>> {

  @Override
  @SuppressWarnings("rawtypes")
  public HttpResponse<?> handle(HttpRequest request, ContentLengthExceededException e) {
    return request.getPath().startsWith("/internal/sources/")
        ? Refusals.of(
            request,
            HttpStatus.BAD_REQUEST,
            "The file's fields are longer than 1 MB together; shorten them")
        : Refusals.of(request, HttpStatus.REQUEST_ENTITY_TOO_LARGE, "The body is longer than 1 MB");
  }
}
