package dev.larder.index.integrity;

import dev.larder.index.access.RequestContext;
import dev.larder.index.page.PageAnswers;
import dev.larder.index.page.Pages;
import dev.larder.index.page.ReadRefusals;
import dev.larder.index.page.SnapshotLookup;
import dev.larder.index.page.SnapshotLookup.RepositorySnapshot;
import dev.larder.index.snapshot.SnapshotName;
import dev.larder.packaging.ProjectName;
import dev.larder.service.micronaut.Refusals;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/** Says where the provenance of a file is, which its latest page lists (R740-5). */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class IntegrityController {
  private static final String FILE = "/integrity/{project}/{version:[^/]+}/{file:[^/]+}/provenance";

  private final Pages pages;
  private final SnapshotLookup lookup;

  IntegrityController(Pages pages, SnapshotLookup lookup) {
    this.pages = pages;
    this.lookup = lookup;
  }

  @Get(
      uris = {FILE, "/{repository}" + FILE},
      produces = MediaType.ALL)
  HttpResponse<?> provenance(HttpRequest<?> request) {
    Optional<IntegrityPath> path = IntegrityPath.parse(request.getUri().getRawPath());
    if (path.isEmpty()) {
      return nothing(request);
    }
    String repository = path.get().repository();
    Optional<ProjectName> name = path.get().name();
    SnapshotLookup.Result result =
        lookup.find(RequestContext.of(request), repository, SnapshotName.LATEST, name);
    Optional<MutableHttpResponse<?>> refusal = ReadRefusals.refusal(request, repository, result);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (name.isEmpty()) {
      return nothing(request);
    }
    return switch (result) {
      case SnapshotLookup.NotFound notFound -> notFound(request, notFound.line());
      case RepositorySnapshot snapshot -> provenance(request, path.get(), snapshot, name.get());
    };
  }

  private static HttpResponse<?> nothing(HttpRequest<?> request) {
    return notFound(request, "There is no provenance at " + request.getPath());
  }

  private HttpResponse<?> provenance(
      HttpRequest<?> request, IntegrityPath path, RepositorySnapshot snapshot, ProjectName name) {
    Pages.Answer<Optional<String>> answer =
        pages.project(RequestContext.of(request).caller(), snapshot, name, path::provenance);
    return switch (answer) {
      case Pages.Found<Optional<String>>(Optional<String> to) ->
          to.<HttpResponse<?>>map(there -> redirect(snapshot, there))
              .orElseGet(
                  () ->
                      notFound(
                          request,
                          "No provenance is available for that file of %s %s in repository %s"
                              .formatted(
                                  name.normalised(),
                                  path.version(),
                                  snapshot.repository().name())));
      case Pages.NotFound<Optional<String>> notFound -> notFound(request, notFound.line());
      case Pages.Unknown<Optional<String>> unknown ->
          Refusals.unavailable(request, unknown.status(), unknown.line(), unknown.retryAfter());
    };
  }

  /** Another file may have that name later. */
  private static HttpResponse<?> redirect(RepositorySnapshot snapshot, String to) {
    return HttpResponse.status(HttpStatus.FOUND)
        .header(HttpHeaders.LOCATION, to)
        .header(HttpHeaders.CACHE_CONTROL, PageAnswers.asked(snapshot));
  }

  private static HttpResponse<?> notFound(HttpRequest<?> request, String line) {
    return Refusals.of(request, HttpStatus.NOT_FOUND, line);
  }
}
