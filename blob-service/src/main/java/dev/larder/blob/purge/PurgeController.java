package dev.larder.blob.purge;

import dev.larder.blob.request.RequestId;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.function.Supplier;
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

  /** RFC 9457. */
  @Serdeable
  record Problem(String title, int status, String detail) {}

  @Delete("/kept/{name:[^/]+}")
  HttpResponse<?> upload(HttpRequest<?> request, String name) {
    return answer(request, () -> purges.upload(name));
  }

  @Delete("/cache/{key}")
  HttpResponse<?> cached(HttpRequest<?> request, String key) {
    return answer(request, () -> purges.cached(key));
  }

  private static HttpResponse<?> answer(HttpRequest<?> request, Supplier<Purges.Outcome> purge) {
    return RequestId.working(
        request.getHeaders().findFirst(RequestId.HEADER),
        () ->
            switch (purge.get()) {
              case Purges.Outcome.Gone() -> {
                log.info("{} is gone", request.getPath());
                yield HttpResponse.noContent().header(HttpHeaders.CACHE_CONTROL, "no-store");
              }
              case Purges.Outcome.NoSuchName(String detail) ->
                  problem(HttpStatus.BAD_REQUEST, detail);
              case Purges.Outcome.Later(String detail) -> {
                log.warn("{} may be there still: {}", request.getPath(), detail);
                yield problem(HttpStatus.SERVICE_UNAVAILABLE, detail);
              }
            });
  }

  private static HttpResponse<?> problem(HttpStatus status, String detail) {
    return HttpResponse.status(status)
        .contentType(MediaType.of("application/problem+json"))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(new Problem(status.getReason(), status.getCode(), detail));
  }
}
