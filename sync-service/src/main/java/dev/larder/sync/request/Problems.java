package dev.larder.sync.request;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Gives every error that the framework answers the one shape. */
@Primary
@Singleton
final class Problems implements ErrorResponseProcessor<Problem> {
  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpStatus status = response.status();
    return Problem.fill(response, status, detail(context, status));
  }

  private static String detail(ErrorContext context, HttpStatus status) {
    if (status.getCode() >= 500 || !context.hasErrors()) {
      return status.getReason();
    }
    return context.getErrors().stream()
        .map(Error::getMessage)
        .collect(Collectors.joining("; "))
        .lines()
        .findFirst()
        .orElse(status.getReason());
  }
}
