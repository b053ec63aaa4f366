package dev.larder.sync.describe;

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

/** {@code POST /internal/describe}. */
@Controller("/internal/describe")
final class DescribeController {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Descriptions descriptions;

  DescribeController(Descriptions descriptions) {
    this.descriptions = descriptions;
  }

  @Post
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> describe(HttpRequest<?> http, @Body DescribeRequest request) {
    Look look;
    try {
      look = Look.of(request.look());
    } catch (IllegalArgumentException e) {
      return Refusals.of(http, HttpStatus.BAD_REQUEST, e.getMessage());
    }
    if (request.version() == null || request.version().isBlank()) {
      return Refusals.of(
          http, HttpStatus.BAD_REQUEST, "'version' is missing: name the release to ask for.");
    }
    try {
      return HttpResponse.ok(descriptions.of(look, request.version(), PATIENCE).told());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Refusals.of(http, HttpStatus.SERVICE_UNAVAILABLE, "The service is stopping.");
    }
  }
}
