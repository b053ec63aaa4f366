package dev.larder.service.micronaut;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.larder.service.health.Health;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;

/** {@code GET /health}: which parts are up; 503 where one is down without which nothing works. */
@Controller("/health")
final class HealthController {
  private final Health health;

  HealthController(Health health) {
    this.health = health;
  }

  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Body(String status, Map<String, String> parts) {}

  @Get
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<Body> health() {
    Health.Report report = health.report();
    return HttpResponse.<Body>status(HttpStatus.valueOf(report.httpStatus()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(new Body(report.status(), report.parts()));
  }
}
