package dev.larder.upload.edge;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/**
 * What the framework refuses by itself (no such path, another method), said as everything else is.
 */
@Singleton
@Primary
final class FrameworkErrors implements ErrorResponseProcessor<Object> {

  @Override
  @SuppressWarnings("unchecked")
  public MutableHttpResponse<Object> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpRequest<?> request = context.getRequest();
    return (MutableHttpResponse<Object>)
        Answers.refusal(refusal(response.code(), request), request);
  }

  static Refusal refusal(int status, HttpRequest<?> request) {
    return new Refusal(
        status,
        switch (status) {
          case 404 ->
              "Nothing is at '%s': uploads go to /upload/pypi/SOURCE.".formatted(request.getPath());
          case 405 -> "'%s' takes uploads by POST alone.".formatted(request.getPath());
          default -> "The request is not one that this service understands.";
        });
  }
}
