package dev.larder.index.health;

import dev.larder.index.database.Database;
import dev.larder.messaging.Redis;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import java.util.TreeMap;

/** Which part is up. Without PostgreSQL nothing works, without Redis everything does but slower. */
@Controller("/health")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {
  private final Database database;
  private final Redis redis;

  HealthController(Database database, Redis redis) {
    this.database = database;
    this.redis = redis;
  }

  @Serdeable
  record Health(String status, Map<String, String> parts) {}

  @Get
  HttpResponse<Health> health() {
    boolean postgresql = database.isUp();
    Map<String, String> parts =
        new TreeMap<>(Map.of("postgresql", word(postgresql), "redis", word(redis.reachable())));
    return HttpResponse.<Health>status(postgresql ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(new Health(word(postgresql), parts));
  }

  private static String word(boolean up) {
    return up ? "up" : "down";
  }
}
