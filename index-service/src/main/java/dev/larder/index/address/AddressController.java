package dev.larder.index.address;

import dev.larder.index.access.RequestContext;
import dev.larder.index.access.Scoped;
import dev.larder.index.change.Answers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Addresses of content. */
@Controller("/__api__/v1/urls")
@ExecuteOn(TaskExecutors.BLOCKING)
@Scoped
final class AddressController {
  private final SnapshotAddresses addresses;

  AddressController(SnapshotAddresses addresses) {
    this.addresses = addresses;
  }

  /** Gives the path of a repository's index at a snapshot: a date, an instant, a serial, latest. */
  @Get
  HttpResponse<SnapshotAddresses.IndexAddress> createUrl(
      HttpRequest<?> request,
      @QueryValue(defaultValue = "") String repo,
      @QueryValue(defaultValue = "latest") String snapshot) {
    return Answers.of(request, addresses.create(RequestContext.of(request), repo, snapshot));
  }

  /** Says what a path shows, as of when, and how often the repository changed since. */
  @Get("/explain")
  HttpResponse<SnapshotAddresses.Explanation> explainUrl(
      HttpRequest<?> request, @QueryValue String path) {
    return Answers.of(request, addresses.explain(RequestContext.of(request), path));
  }
}
