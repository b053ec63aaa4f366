package dev.larder.index.pypi;

import dev.larder.index.access.RequestContext;
import dev.larder.index.page.Contents;
import dev.larder.index.page.PageAnswers;
import dev.larder.index.page.PublicAddress;
import dev.larder.index.page.ReadRefusals;
import dev.larder.index.page.SnapshotLookup;
import dev.larder.index.page.SnapshotLookup.RepositorySnapshot;
import dev.larder.index.page.SnapshotPath;
import dev.larder.index.page.Validators.Validator;
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

/** PyPI's JSON API, at every snapshot (RJSON-1). */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class PypiController {
  private static final String PROJECT = "/pypi/{project}/json";

  /** No version is called so; a repository may be called pypi, and have a project json. */
  private static final String RELEASE = "/pypi/{project}/{version:(?!simple/)[^/]+}/json";

  /** No snapshot is called so; a project may be. */
  private static final String SNAPSHOT = "/{snapshot:(?!pypi/)[^/]+}";

  private static final String REPOSITORY = "/{repository}" + SNAPSHOT;
  private static final String NOT_FOUND = "{\"message\":\"Not Found\"}";

  private final PypiPages pages;
  private final SnapshotLookup lookup;

  PypiController(PypiPages pages, SnapshotLookup lookup) {
    this.pages = pages;
    this.lookup = lookup;
  }

  @Get(
      uris = {
        PROJECT,
        RELEASE,
        SNAPSHOT + PROJECT,
        SNAPSHOT + RELEASE,
        REPOSITORY + PROJECT,
        REPOSITORY + RELEASE
      },
      produces = MediaType.ALL)
  HttpResponse<?> json(HttpRequest<?> request) {
    Optional<PypiPath> path = PypiPath.parse(request.getUri().getRawPath());
    if (path.isEmpty()) {
      return notFound();
    }
    SnapshotPath snapshotPath = path.get().snapshotPath();
    Optional<ProjectName> name = ProjectName.parse(path.get().project());
    SnapshotLookup.Result result =
        lookup.find(
            RequestContext.of(request), snapshotPath.repository(), snapshotPath.snapshot(), name);
    Optional<MutableHttpResponse<?>> refusal =
        ReadRefusals.refusal(request, snapshotPath.repository(), result);
    if (refusal.isPresent()) {
      return PageAnswers.varying(refusal.get());
    }
    if (name.isEmpty()) {
      return notFound();
    }
    Optional<String> better = path.get().better(name.get().normalised());
    if (better.isPresent()) {
      return PageAnswers.redirect(request, result, better.get());
    }
    return switch (result) {
      case SnapshotLookup.NotFound notFound ->
          PageAnswers.varying(Refusals.of(request, HttpStatus.NOT_FOUND, notFound.line()));
      case RepositorySnapshot snapshot -> json(request, path.get(), snapshot, name.get());
    };
  }

  private HttpResponse<?> json(
      HttpRequest<?> request, PypiPath path, RepositorySnapshot snapshot, ProjectName name) {
    String base = PublicAddress.of(request);
    PypiPages.Question question =
        new PypiPages.Question(
            RequestContext.of(request),
            snapshot,
            path.files(),
            name,
            path.version(),
            PypiUrls.in(base, path),
            PageAnswers.coding(request),
            PageAnswers.isHead(request),
            etag -> PageAnswers.isKnown(request, etag));
    return switch (pages.answer(question)) {
      case PypiPages.Found found -> PageAnswers.of(request, snapshot, found.page());
      case PypiPages.Unmade(Contents.There there, Optional<Validator> known) ->
          PageAnswers.unmade(
                  request, snapshot, there, known, PypiJson.CONTENT_TYPE, question.coding())
              .orElseThrow();
      case PypiPages.NotFound() -> notFound();
      case PypiPages.Unknown unknown ->
          Refusals.unavailable(request, unknown.status(), unknown.line(), unknown.retryAfter());
    };
  }

  /** In PyPI's words, which its clients read. */
  private static HttpResponse<?> notFound() {
    return PageAnswers.varying(HttpResponse.notFound(NOT_FOUND))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
