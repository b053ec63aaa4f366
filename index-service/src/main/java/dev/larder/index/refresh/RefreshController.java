package dev.larder.index.refresh;

import dev.larder.index.refresh.Refreshing.File;
import dev.larder.index.refresh.Refreshing.Link;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** What blob-service asks when an upstream refuses a file by the link that it was told. */
@Controller("/internal/file/refresh")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RefreshController {
  private final Refreshing refreshing;

  RefreshController(Refreshing refreshing) {
    this.refreshing = refreshing;
  }

  @Post
  HttpResponse<Link> refresh(@Body File file) {
    return refreshing.link(file).map(HttpResponse::ok).orElseGet(HttpResponse::notFound);
  }
}
