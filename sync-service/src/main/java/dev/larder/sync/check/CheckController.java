package dev.larder.sync.check;

import dev.larder.sync.look.Look;
import dev.larder.sync.request.Problem;
import dev.larder.sync.request.RequestId;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.Optional;

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
  HttpResponse<?> check(
      @Body CheckRequest request, @Nullable @Header(RequestId.HEADER) String requestId) {
    return RequestId.working(Optional.ofNullable(requestId), () -> answer(request));
  }

  private HttpResponse<?> answer(CheckRequest request) {
    Look look;
    try {
      look = Look.of(request.look(IndexCheck.PROBABLE));
    } catch (IllegalArgumentException e) {
      return Problem.response(HttpStatus.BAD_REQUEST, e.getMessage());
    }
    try {
      return HttpResponse.ok(checks.check(look, PATIENCE).told());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Problem.response(HttpStatus.SERVICE_UNAVAILABLE, "The service is stopping.");
    }
  }
}
