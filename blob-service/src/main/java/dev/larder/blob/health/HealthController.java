package dev.larder.blob.health;

import dev.larder.blob.cache.DiskCache;
import dev.larder.blob.store.ObjectStore;
import dev.larder.messaging.Redis;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Which parts are up. None of them is needed for everything: files on disk are served without S3,
 * mirrored ones without S3 or disk, and all without Redis; so the service itself is up while it
 * answers.
 */
@Controller
@ExecuteOn(TaskExecutors.VIRTUAL)
final class HealthController {
  private static final long PATIENCE_MILLIS = 2_000;
  private static final Executor VIRTUAL = work -> Thread.ofVirtual().start(work);

  private final Map<String, BooleanSupplier> parts;

  HealthController(ObjectStore store, Redis redis, DiskCache disk) {
    this.parts = Map.of("s3", store::reachable, "redis", redis::reachable, "disk", disk::healthy);
  }

  /**
   * The state of the service and of its parts.
   *
   * @param status {@code up}
   * @param parts {@code up} or {@code down} by name
   */
  @Serdeable
  record Health(String status, Map<String, String> parts) {}

  @Get("/health")
  HttpResponse<Health> health() throws InterruptedException {
    Map<String, CompletableFuture<Boolean>> asked = new TreeMap<>();
    parts.forEach(
        (name, part) ->
            asked.put(name, CompletableFuture.supplyAsync(part::getAsBoolean, VIRTUAL)));
    Map<String, String> states = new TreeMap<>();
    for (Map.Entry<String, CompletableFuture<Boolean>> part : asked.entrySet()) {
      states.put(part.getKey(), up(part.getValue()) ? "up" : "down");
    }
    return HttpResponse.ok(new Health("up", states)).header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private static boolean up(CompletableFuture<Boolean> part) throws InterruptedException {
    try {
      return part.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
