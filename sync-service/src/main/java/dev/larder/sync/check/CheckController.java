package dev.larder.sync.check;

import dev.larder.service.micronaut.Refusals;
import dev.larder.sync.look.Look;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;

/** {@code POST /internal/check}. */
@Controller("/internal/check")
final class CheckController {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Checks checks;

  CheckController(Checks checks) {
    this.checks = checks;
  }

  @Post
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> check(HttpRequest<?> http, @Body CheckRequest request) {
    Look look;
    try {
      look = Look.of(request.look(IndexCheck.PROBABLE));
    } catch (IllegalArgumentException e) {
      return Refusals.of(http, HttpStatus.BAD_REQUEST, e.getMessage());
    }
    try {
      return HttpResponse.ok(checks.check(look, PATIENCE).told());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Refusals.of(http, HttpStatus.SERVICE_UNAVAILABLE, "The service is stopping.");
    }
  }
}
