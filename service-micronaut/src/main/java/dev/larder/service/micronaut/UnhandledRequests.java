package dev.larder.service.micronaut;

import dev.larder.service.problem.UnhandledRequest;
import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.runtime.ApplicationConfiguration;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Says what the framework refuses, and what fails, as everything else is said. A service that has
 * other words for it replaces this.
 */
@Primary
@Singleton
public class UnhandledRequests implements ErrorResponseProcessor<Object> {
  private final String service;

  protected UnhandledRequests(ApplicationConfiguration application) {
    this.service = application.getName().orElse("this service");
  }

  @Override
  @SuppressWarnings("unchecked")
  public final MutableHttpResponse<Object> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpRequest<?> request = context.getRequest();
    HttpStatus status = HttpStatus.valueOf(response.code());
    Optional<String> reason = context.getErrors().stream().findFirst().map(Error::getMessage);
    var refusal =
        (MutableHttpResponse<Object>) refusal(request, status, detail(request, status, reason));
    response
        .getHeaders()
        .findFirst(HttpHeaders.ALLOW)
        .ifPresent(allow -> refusal.header(HttpHeaders.ALLOW, allow));
    return refusal;
  }

  /** The line for the client. */
  protected String detail(HttpRequest<?> request, HttpStatus status, Optional<String> reason) {
    return UnhandledRequest.detail(
        service,
        RequestIdFilter.of(request),
        request.getMethodName(),
        request.getPath(),
        status.getCode(),
        reason);
  }

  /** The answer with that line. */
  protected MutableHttpResponse<?> refusal(
      HttpRequest<?> request, HttpStatus status, String detail) {
    return Refusals.of(request, status, detail);
  }
}
