package dev.larder.upload.health;

import dev.larder.upload.storage.ObjectStore;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;

/** Says which part is down; without the store nothing works. */
@Controller("/health")
final class HealthController {

  private final ObjectStore store;

  HealthController(ObjectStore store) {
    this.store = store;
  }

  @Serdeable
  record Health(String status, Map<String, String> parts) {}

  @Get
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<Health> health() {
    String state = store.isReady() ? "up" : "down";
    return HttpResponse.<Health>status(
            state.equals("up") ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .header("Cache-Control", "no-store")
        .body(new Health(state, Map.of("s3", state)));
  }
}
