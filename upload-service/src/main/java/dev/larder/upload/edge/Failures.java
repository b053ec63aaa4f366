package dev.larder.upload.edge;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.exceptions.HttpStatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What nobody expected: a clear line for the client, the stack trace for the log. */
@Controller
final class Failures {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  /** What the framework refuses: no such path, another method. */
  @Error(global = true)
  HttpResponse<?> refused(HttpRequest<?> request, HttpStatusException refusal) {
    return Answers.refusal(
        FrameworkErrors.refusal(refusal.getStatus().getCode(), request), request);
  }

  @Error(global = true)
  HttpResponse<?> unexpected(HttpRequest<?> request, Throwable failure) {
    log.error("{} {} failed", request.getMethodName(), request.getPath(), failure);
    return Answers.refusal(
        new Refusal(500, "The upload service failed; its log says why. Try again."), request);
  }
}
