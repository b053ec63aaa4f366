package dev.larder.index.access;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.exceptions.response.HateoasErrorResponseProcessor;
import jakarta.inject.Singleton;

/** What the framework refuses (no such route, a body that is no JSON) in the house's own words. */
@Singleton
@Replaces(HateoasErrorResponseProcessor.class)
final class Failures implements ErrorResponseProcessor<Object> {

  @Override
  @SuppressWarnings("unchecked")
  public MutableHttpResponse<Object> processResponse(
      ErrorContext context, MutableHttpResponse<?> base) {
    HttpStatus status = HttpStatus.valueOf(base.code());
    MutableHttpResponse<Object> refusal =
        (MutableHttpResponse<Object>)
            Refusals.of(context.getRequest(), status, line(context, status));
    base.getHeaders().get("Allow", String.class).ifPresent(allow -> refusal.header("Allow", allow));
    return refusal;
  }

  private static String line(ErrorContext context, HttpStatus status) {
    return switch (status) {
      case NOT_FOUND -> "There is nothing at " + context.getRequest().getPath();
      case METHOD_NOT_ALLOWED ->
          context.getRequest().getMethodName()
              + " is not known at "
              + context.getRequest().getPath();
      case INTERNAL_SERVER_ERROR ->
          "Something failed inside index-service; its log says what"
              + RequestId.current().map(id -> " (request_id " + id + ")").orElse("");
      default ->
          context.getErrors().stream()
              .findFirst()
              .map(error -> error.getMessage().lines().findFirst().orElse(""))
              .filter(message -> !message.isBlank())
              .orElse(status.getReason());
    };
  }
}
