package dev.larder.upload.edge;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What nobody expected: a clear line for the client, the stack trace for the log. */
@Controller
final class Failures {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  @Error(global = true)
  HttpResponse<?> unexpected(HttpRequest<?> request, Throwable failure) {
    log.error("{} {} failed", request.getMethodName(), request.getPath(), failure);
    return Answers.refusal(
        new Refusal(500, "The upload service failed; its log says why. Try again."), request);
  }

  @Error(status = HttpStatus.NOT_FOUND, global = true)
  HttpResponse<?> notFound(HttpRequest<?> request) {
    return Answers.refusal(
        new Refusal(
            404,
            "Nothing is at '%s': uploads go to /upload/pypi/SOURCE.".formatted(request.getPath())),
        request);
  }

  @Error(status = HttpStatus.METHOD_NOT_ALLOWED, global = true)
  HttpResponse<?> notAllowed(HttpRequest<?> request) {
    return Answers.refusal(
        new Refusal(405, "'%s' takes uploads by POST alone.".formatted(request.getPath())),
        request);
  }
}
