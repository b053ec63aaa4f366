package dev.larder.index.filelookup;

import dev.larder.service.problem.Problem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** Where blob-service asks before it serves a file. */
@Controller("/internal/file")
@ExecuteOn(TaskExecutors.BLOCKING)
final class FileLookupController {
  private final FileLookup lookup;

  /** A problem (RFC 9457) that tells for whom it is one. */
  @Serdeable
  record Nothing(String title, int status, String detail, List<String> others, List<String> tags) {}

  FileLookupController(FileLookup lookup) {
    this.lookup = lookup;
  }

  @Get
  HttpResponse<?> file(
      @QueryValue(defaultValue = "") String repo, @QueryValue String key, @QueryValue String name) {
    return switch (lookup.find(repo, key, name)) {
      case ShownFile file -> HttpResponse.ok(file);
      case NotShown notShown ->
          HttpResponse.notFound(
                  new Nothing(
                      "Not Found",
                      HttpStatus.NOT_FOUND.getCode(),
                      "%s lists no file %s with that hash"
                          .formatted(
                              repo.isEmpty() ? "The default repository" : "Repository " + repo,
                              name),
                      notShown.others(),
                      notShown.tags()))
              .contentType(Problem.TYPE)
              .header(HttpHeaders.CACHE_CONTROL, "no-store");
    };
  }
}
