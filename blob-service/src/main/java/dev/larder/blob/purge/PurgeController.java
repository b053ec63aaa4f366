package dev.larder.blob.purge;

import dev.larder.service.micronaut.Refusals;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets index-service delete what was purged. */
@Controller("/internal")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class PurgeController {
  private static final Logger log = LoggerFactory.getLogger(PurgeController.class);

  private final Purges purges;

  PurgeController(Purges purges) {
    this.purges = purges;
  }

  @Delete("/kept/{name:[^/]+}")
  HttpResponse<?> upload(HttpRequest<?> request, String name) {
    return answer(request, purges.upload(name));
  }

  @Delete("/cache/{key}")
  HttpResponse<?> cached(HttpRequest<?> request, String key) {
    return answer(request, purges.cached(key));
  }

  private static HttpResponse<?> answer(HttpRequest<?> request, Purges.Outcome outcome) {
    return switch (outcome) {
      case Purges.Outcome.Gone() -> {
        log.info("{} is gone", request.getPath());
        yield HttpResponse.noContent().header(HttpHeaders.CACHE_CONTROL, "no-store");
      }
      case Purges.Outcome.NoSuchName(String detail) ->
          Refusals.of(request, HttpStatus.BAD_REQUEST, detail);
      case Purges.Outcome.Later(String detail) -> {
        log.warn("{} may be there still: {}", request.getPath(), detail);
        yield Refusals.of(request, HttpStatus.SERVICE_UNAVAILABLE, detail);
      }
    };
  }
}
