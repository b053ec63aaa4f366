package dev.larder.index.integrity;

import dev.larder.index.access.RequestContext;
import dev.larder.index.page.PageAnswers;
import dev.larder.index.page.Pages;
import dev.larder.index.page.Places;
import dev.larder.index.page.Reading;
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
  private final Places places;

  IntegrityController(Pages pages, Places places) {
    this.pages = pages;
    this.places = places;
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
    Places.Finding finding =
        places.find(RequestContext.of(request), repository, SnapshotName.LATEST);
    Optional<MutableHttpResponse<?>> refusal = Reading.refusal(request, repository, finding);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Optional<ProjectName> name = path.get().name();
    if (name.isEmpty()) {
      return nothing(request);
    }
    return switch (finding) {
      case Places.Nowhere nowhere -> notFound(request, nowhere.line());
      case Places.Place place -> provenance(request, path.get(), place, name.get());
    };
  }

  private static HttpResponse<?> nothing(HttpRequest<?> request) {
    return notFound(request, "There is no provenance at " + request.getPath());
  }

  private HttpResponse<?> provenance(
      HttpRequest<?> request, IntegrityPath path, Places.Place place, ProjectName name) {
    Pages.Answer<Optional<String>> answer =
        pages.project(
            RequestContext.of(request).caller(),
            place.repository(),
            name,
            place.moment(),
            path::provenance);
    return switch (answer) {
      case Pages.Found<Optional<String>>(Optional<String> to) ->
          to.<HttpResponse<?>>map(there -> redirect(place, there))
              .orElseGet(
                  () ->
                      notFound(
                          request,
                          "No provenance is available for that file of %s %s in repository %s"
                              .formatted(
                                  name.normalised(), path.version(), place.repository().name())));
      case Pages.NotFound<Optional<String>> notFound -> notFound(request, notFound.line());
      case Pages.Unknown<Optional<String>> unknown ->
          Refusals.unavailable(request, unknown.status(), unknown.line(), unknown.retryAfter());
    };
  }

  /** Another file may have that name later. */
  private static HttpResponse<?> redirect(Places.Place place, String to) {
    return HttpResponse.status(HttpStatus.FOUND)
        .header(HttpHeaders.LOCATION, to)
        .header(HttpHeaders.CACHE_CONTROL, PageAnswers.asked(place));
  }

  private static HttpResponse<?> notFound(HttpRequest<?> request, String line) {
    return Refusals.of(request, HttpStatus.NOT_FOUND, line);
  }
}
