package dev.larder.index.page;

import dev.larder.index.access.RequestContext;
import dev.larder.index.page.SnapshotLookup.RepositorySnapshot;
import dev.larder.index.page.Validators.Representation;
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
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The simple index, at every snapshot. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class PageController {
  private static final String PROJECT = "/{project}";
  private static final String SIMPLE = "/simple";
  private static final String SNAPSHOT = "/{snapshot:[^/]+}/simple";
  private static final String REPOSITORY = "/{repository}/{snapshot:[^/]+}/simple";

  private final Pages pages;
  private final LargePages largePages;
  private final SnapshotLookup lookup;
  private final Validators validators;

  PageController(Pages pages, LargePages largePages, SnapshotLookup lookup, Validators validators) {
    this.pages = pages;
    this.largePages = largePages;
    this.lookup = lookup;
    this.validators = validators;
  }

  @Get(
      uris = {
        SIMPLE,
        SIMPLE + PROJECT,
        SNAPSHOT,
        SNAPSHOT + PROJECT,
        REPOSITORY,
        REPOSITORY + PROJECT
      },
      produces = MediaType.ALL)
  HttpResponse<?> page(HttpRequest<?> request) throws IOException {
    Optional<PagePath> parsed = PagePath.parse(request.getUri().getRawPath());
    if (parsed.isEmpty()) {
      return notFound(request, "There is no page at " + request.getPath());
    }
    PagePath path = parsed.get();
    Optional<ProjectName> name = path.project().flatMap(ProjectName::parse);
    SnapshotLookup.Result result =
        lookup.find(RequestContext.of(request), path.repository(), path.snapshot(), name);
    Optional<MutableHttpResponse<?>> refusal =
        ReadRefusals.refusal(request, path.repository(), result);
    if (refusal.isPresent()) {
      return PageAnswers.varying(refusal.get());
    }
    Optional<Format> format = format(request);
    if (format.isEmpty()) {
      return Refusals.of(
          request,
          HttpStatus.NOT_ACCEPTABLE,
          "No such format; known: "
              + String.join(
                  ", ", Arrays.stream(Format.values()).map(Format::contentType).toList()));
    }
    if (path.project().isPresent() && name.isEmpty()) {
      return notFound(request, "No valid project name: " + path.project().get());
    }
    Optional<String> better = better(path, name);
    if (better.isPresent()) {
      return PageAnswers.redirect(request, result, better.get());
    }
    return switch (result) {
      case SnapshotLookup.NotFound notFound -> notFound(request, notFound.line());
      case RepositorySnapshot snapshot ->
          name.isEmpty()
              ? root(request, snapshot, format.get())
              : project(request, path, snapshot, name.get(), format.get());
    };
  }

  private HttpResponse<?> project(
      HttpRequest<?> request,
      PagePath path,
      RepositorySnapshot snapshot,
      ProjectName name,
      Format format) {
    Coding coding = PageAnswers.coding(request);
    FileRoot root = FileRoot.of(path, PublicAddress.of(request));
    return switch (pages.find(RequestContext.of(request).caller(), snapshot, name)) {
      case Contents.There there -> {
        Representation wanted = Representation.of(there, root, format, coding);
        yield PageAnswers.unmade(
                request, snapshot, there, validators.of(wanted), format.contentType(), coding)
            .orElseGet(() -> made(request, snapshot, there, wanted, root, format, coding));
      }
      case Contents.NotThere notThere -> notFound(request, notThere.line());
      case Contents.Unknown unknown ->
          Refusals.unavailable(request, unknown.status(), unknown.line(), unknown.retryAfter());
    };
  }

  private HttpResponse<?> made(
      HttpRequest<?> request,
      RepositorySnapshot snapshot,
      Contents.There there,
      Representation wanted,
      FileRoot root,
      Format format,
      Coding coding) {
    if (largePages.isLarge(there)) {
      LargePages.Made made = largePages.make(there, root, format, coding);
      validators.remember(wanted, made.state(), made.page().validator());
      return PageAnswers.of(request, snapshot, made.page());
    }
    Rendered rendered =
        pages.make(
            there,
            Rendered.room(0),
            (page, share) -> {
              Rendered made = Rendered.of(page, there.weight(), share, root, format, coding);
              validators.remember(wanted, page.state(), made.validator());
              return made;
            });
    return PageAnswers.of(request, snapshot, rendered);
  }

  private HttpResponse<?> root(HttpRequest<?> request, RepositorySnapshot snapshot, Format format)
      throws IOException {
    return switch (pages.root(snapshot.repository(), snapshot.moment())) {
      case Pages.NotListable notListable -> notFound(request, notListable.line());
      case Pages.Listable(RootPage root) -> {
        Coding coding = PageAnswers.coding(request);
        String etag = root.etag(snapshot.repository().name(), format, coding);
        yield PageAnswers.root(
            request, snapshot, root, etag, format, coding, () -> pages.share(root.room()));
      }
    };
  }

  /** Where the page really is, seen from the URL that was asked for (R503-4). */
  private static Optional<String> better(PagePath path, Optional<ProjectName> name) {
    if (name.isEmpty()) {
      return path.lastSlash() ? Optional.empty() : Optional.of("simple/");
    }
    String normalised = name.get().normalised();
    if (!path.lastSlash()) {
      return Optional.of(normalised + "/");
    }
    return path.project().filter(normalised::equals).isPresent()
        ? Optional.empty()
        : Optional.of("../" + normalised + "/");
  }

  private static HttpResponse<?> notFound(HttpRequest<?> request, String line) {
    return PageAnswers.varying(Refusals.of(request, HttpStatus.NOT_FOUND, line));
  }

  private static Optional<Format> format(HttpRequest<?> request) {
    return request
        .getParameters()
        .getFirst("format")
        .map(Format::named)
        .orElseGet(
            () -> Optional.of(Format.negotiate(PageAnswers.all(request, HttpHeaders.ACCEPT))));
  }
}
