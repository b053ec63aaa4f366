package dev.larder.upload.accept;

import dev.larder.service.micronaut.UnhandledRequests;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.runtime.ApplicationConfiguration;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Tells who uploads to no such path, or by another method, where uploads go. */
@Primary
@Singleton
@Replaces(UnhandledRequests.class)
final class MisplacedUploads extends UnhandledRequests {

  MisplacedUploads(ApplicationConfiguration application) {
    super(application);
  }

  @Override
  protected String detail(HttpRequest<?> request, HttpStatus status, Optional<String> reason) {
    return switch (status) {
      case NOT_FOUND ->
          "Nothing is at '%s': uploads go to /upload/pypi/SOURCE.".formatted(request.getPath());
      case METHOD_NOT_ALLOWED -> "'%s' takes uploads by POST alone.".formatted(request.getPath());
      default -> super.detail(request, status, reason);
    };
  }

  @Override
  protected MutableHttpResponse<?> refusal(
      HttpRequest<?> request, HttpStatus status, String detail) {
    return Answers.refusal(new Refusal(status.getCode(), detail), request);
  }
}
