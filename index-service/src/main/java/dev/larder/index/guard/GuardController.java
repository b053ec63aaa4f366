package dev.larder.index.guard;

import dev.larder.index.access.Refusals;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/** Where blob-service asks before it serves a file. */
@Controller("/internal/file")
@ExecuteOn(TaskExecutors.BLOCKING)
final class GuardController {
  private final Guard guard;

  GuardController(Guard guard) {
    this.guard = guard;
  }

  @Get
  HttpResponse<?> file(
      HttpRequest<?> request,
      @QueryValue(defaultValue = "") String repo,
      @QueryValue String key,
      @QueryValue String name) {
    Optional<ShownFile> file = guard.find(repo, key, name);
    return file.isPresent()
        ? HttpResponse.ok(file.get())
        : Refusals.of(
            request,
            HttpStatus.NOT_FOUND,
            "%s lists no file %s with that hash"
                .formatted(repo.isEmpty() ? "The default repository" : "Repository " + repo, name));
  }
}
