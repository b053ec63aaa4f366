package dev.larder.index.page;

import dev.larder.index.access.Refusals;
import dev.larder.index.repository.Repository;
import dev.larder.packaging.ProjectName;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
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
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/** The simple index, at every snapshot. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class PageController {
  private static final String PROJECT = "/{project}";
  private static final String SIMPLE = "/simple";
  private static final String SNAPSHOT = "/{snapshot}/simple";
  private static final String REPOSITORY = "/{repository}/{snapshot}/simple";
  private static final String NO_CACHE = "no-cache";

  /** What a snapshot has answered it answers for ever. */
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private static final String FOR_EVER_PRIVATE = "private, max-age=31536000, immutable";

  private final Pages pages;
  private final Places places;

  PageController(Pages pages, Places places) {
    this.pages = pages;
    this.places = places;
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
    Optional<Format> format = format(request);
    if (format.isEmpty()) {
      return Refusals.of(
          request,
          HttpStatus.NOT_ACCEPTABLE,
          "No such format; known: "
              + String.join(
                  ", ", Arrays.stream(Format.values()).map(Format::contentType).toList()));
    }
    Optional<ProjectName> name = path.project().flatMap(ProjectName::parse);
    if (path.project().isPresent() && name.isEmpty()) {
      return notFound(request, "No valid project name: " + path.project().get());
    }
    Optional<String> better = better(path, name);
    if (better.isPresent()) {
      return redirect(request, better.get());
    }
    return switch (places.find(path.repository(), path.snapshot())) {
      case Places.Nowhere nowhere -> notFound(request, nowhere.line());
      case Places.Place place ->
          name.isEmpty()
              ? root(request, place, format.get())
              : project(request, path, place, name.get(), format.get());
    };
  }

  private HttpResponse<?> project(
      HttpRequest<?> request, PagePath path, Places.Place place, ProjectName name, Format format) {
    Coding coding = coding(request);
    Pages.Answer<Rendered> answer =
        pages.project(
            place.repository(),
            name,
            place.moment(),
            page -> Rendered.of(page, path.up(), format, coding));
    return switch (answer) {
      case Pages.Found<Rendered>(Rendered rendered) -> {
        String keep = keep(place);
        if (isKnown(request, rendered.etag())) {
          yield page(HttpResponse.notModified(), rendered.etag(), rendered.serial(), keep);
        }
        MutableHttpResponse<?> response =
            typed(
                page(HttpResponse.ok(), rendered.etag(), rendered.serial(), keep), format, coding);
        if (isHead(request)) {
          yield response.contentLength(rendered.bytes().length);
        }
        yield response.body(rendered.bytes());
      }
      case Pages.NotFound<Rendered> notFound -> notFound(request, notFound.line());
      case Pages.Unknown<Rendered> unknown ->
          Refusals.of(request, HttpStatus.valueOf(unknown.status()), unknown.line());
    };
  }

  private static String keep(Places.Place place) {
    if (place.moment().isLatest()) {
      return NO_CACHE;
    }
    return place.repository().authenticated() ? FOR_EVER_PRIVATE : FOR_EVER;
  }

  private HttpResponse<?> root(HttpRequest<?> request, Places.Place place, Format format)
      throws IOException {
    return switch (pages.root(place.repository(), place.moment())) {
      case Pages.NotListable notListable -> notFound(request, notListable.line());
      case Pages.Listable(RootPage root) -> root(request, place.repository(), root, format);
    };
  }

  private static HttpResponse<?> root(
      HttpRequest<?> request, Repository repository, RootPage root, Format format)
      throws IOException {
    Coding coding = coding(request);
    String etag = root.etag(repository.name(), format, coding);
    if (isKnown(request, etag)) {
      return page(HttpResponse.notModified(), etag, root.serial(), NO_CACHE);
    }
    MutableHttpResponse<?> response =
        typed(page(HttpResponse.ok(), etag, root.serial(), NO_CACHE), format, coding);
    return isHead(request) ? response : response.body(new RootStream(root, format, coding));
  }

  private static MutableHttpResponse<?> page(
      MutableHttpResponse<?> response, String etag, long serial, String keep) {
    return response
        .header(HttpHeaders.ETAG, etag)
        .header(HttpHeaders.CACHE_CONTROL, keep)
        .header(HttpHeaders.VARY, "Accept, Accept-Encoding")
        .header("X-PyPI-Last-Serial", Long.toString(serial));
  }

  private static MutableHttpResponse<?> typed(
      MutableHttpResponse<?> response, Format format, Coding coding) {
    coding
        .contentEncoding()
        .ifPresent(token -> response.header(HttpHeaders.CONTENT_ENCODING, token));
    return response.header(HttpHeaders.CONTENT_TYPE, format.contentType());
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

  private static HttpResponse<?> redirect(HttpRequest<?> request, String to) {
    String query = request.getUri().getRawQuery();
    return HttpResponse.status(HttpStatus.MOVED_PERMANENTLY)
        .header(
            HttpHeaders.LOCATION, URI.create(to + (query == null ? "" : "?" + query)).toString())
        .header(HttpHeaders.CACHE_CONTROL, "no-cache");
  }

  private static HttpResponse<?> notFound(HttpRequest<?> request, String line) {
    return Refusals.of(request, HttpStatus.NOT_FOUND, line)
        .header(HttpHeaders.VARY, "Accept, Accept-Encoding");
  }

  private static Optional<Format> format(HttpRequest<?> request) {
    return request
        .getParameters()
        .getFirst("format")
        .map(Format::named)
        .orElseGet(() -> Optional.of(Format.negotiate(all(request, HttpHeaders.ACCEPT))));
  }

  private static Coding coding(HttpRequest<?> request) {
    return Coding.negotiate(all(request, HttpHeaders.ACCEPT_ENCODING));
  }

  private static boolean isKnown(HttpRequest<?> request, String etag) {
    String known = all(request, HttpHeaders.IF_NONE_MATCH);
    return Arrays.stream(known.split(","))
        .map(String::strip)
        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
  }

  private static boolean isHead(HttpRequest<?> request) {
    return request.getMethod() == HttpMethod.HEAD;
  }

  private static String all(HttpRequest<?> request, String header) {
    return String.join(",", request.getHeaders().getAll(header));
  }
}
