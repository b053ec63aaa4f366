package dev.larder.index.health;

import dev.larder.index.database.Database;
import dev.larder.index.source.Sources;
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

/**
 * Which part is up. Without PostgreSQL nothing works; without Redis everything does but slower,
 * without an upstream all but what only that one has. An upstream is up until a look finds it down.
 */
@Controller("/health")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {
  private final Database database;
  private final Redis redis;
  private final Sources sources;
  private final UpstreamHealth upstreams;

  HealthController(Database database, Redis redis, Sources sources, UpstreamHealth upstreams) {
    this.database = database;
    this.redis = redis;
    this.sources = sources;
    this.upstreams = upstreams;
  }

  @Serdeable
  record Health(String status, Map<String, String> parts) {}

  @Get
  HttpResponse<Health> health() {
    boolean postgresql = database.isUp();
    if (postgresql && !upstreams.allAnswer()) {
      upstreams.keepOnly(database.read(sources::all));
    }
    Map<String, String> parts =
        new TreeMap<>(
            Map.of(
                "postgresql",
                word(postgresql),
                "redis",
                word(redis.reachable()),
                "upstreams",
                word(upstreams.allAnswer())));
    return HttpResponse.<Health>status(postgresql ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(new Health(word(postgresql), parts));
  }

  private static String word(boolean up) {
    return up ? "up" : "down";
  }
}
