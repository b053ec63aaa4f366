package dev.larder.index.log;

import dev.larder.index.access.RequestContext;
import dev.larder.index.access.Scoped;
import dev.larder.index.change.Answers;
import dev.larder.index.log.Log.Wanted;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.Nullable;

/** The log. */
@Controller("/__api__/v1/log")
@ExecuteOn(TaskExecutors.BLOCKING)
@Scoped
final class LogController {
  private final Log log;

  LogController(Log log) {
    this.log = log;
  }

  /** Lists changes, newest first: of a repository and its sources, a source, a package, or all. */
  @Get
  HttpResponse<Log.LogPage> changes(
      HttpRequest<?> request,
      @Nullable @QueryValue String repo,
      @Nullable @QueryValue String source,
      @Nullable @QueryValue("package") String name,
      @Nullable @QueryValue String since,
      @Nullable @QueryValue Long before,
      @QueryValue(defaultValue = "100") int limit) {
    return Answers.of(
        request,
        log.read(RequestContext.of(request), new Wanted(repo, source, name, since, before, limit)));
  }
}
