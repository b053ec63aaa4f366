package dev.larder.index.page;

import dev.larder.index.page.SnapshotLookup.RepositorySnapshot;
import dev.larder.memory.ByteBudget;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** What every page is answered with: who may keep it, how long, and whether it is known already. */
public final class PageAnswers {
  private static final String NO_CACHE = "no-cache";

  /** What a snapshot has answered it answers for ever. */
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private static final String FOR_EVER_PRIVATE = "private, max-age=31536000, immutable";
  private static final String SERIAL = "X-PyPI-Last-Serial";

  /** What the network takes at once needs no share of memory while it is sent. */
  private static final int AT_ONCE = 32 << 10;

  private static final String VARY = "Accept, Accept-Encoding";

  private PageAnswers() {}

  /** The page, or 304 if the client has it (RHTTP-6, RHTTP-7, RHTTP-9). */
  public static HttpResponse<?> of(
      HttpRequest<?> request, RepositorySnapshot snapshot, Rendered rendered) {
    String keep = keep(snapshot);
    if (isKnown(request, rendered.etag())) {
      rendered.close();
      return page(HttpResponse.notModified(), rendered.etag(), rendered.serial(), keep);
    }
    MutableHttpResponse<?> response =
        typed(
            page(HttpResponse.ok(), rendered.etag(), rendered.serial(), keep),
            rendered.contentType(),
            rendered.coding());
    return rendered.length() <= AT_ONCE && !rendered.isPacked()
        ? response.body(rendered.bytes().toArray())
        : response.contentLength(rendered.length()).body(rendered.out());
  }

  /**
   * The answer that needs no page to be made: 304 where the client has the one that is known, and
   * the headers alone, of which those that only the making would tell are left out (RFC 9110,
   * 9.3.2).
   */
  public static Optional<HttpResponse<?>> unmade(
      HttpRequest<?> request,
      RepositorySnapshot snapshot,
      Contents.There there,
      Optional<Validators.Validator> known,
      String contentType,
      Coding coding) {
    String keep = keep(snapshot);
    if (known.filter(validator -> isKnown(request, validator.etag())).isPresent()) {
      return Optional.of(
          page(HttpResponse.notModified(), known.get().etag(), known.get().serial(), keep));
    }
    if (!isHead(request)) {
      return Optional.empty();
    }
    MutableHttpResponse<?> response =
        typed(
            varying(HttpResponse.ok()).header(HttpHeaders.CACHE_CONTROL, keep),
            contentType,
            coding);
    known.ifPresentOrElse(
        validator ->
            response
                .header(HttpHeaders.ETAG, validator.etag())
                .header(SERIAL, Long.toString(validator.serial()))
                .contentLength(validator.length()),
        () -> {
          if (snapshot.moment().isLatest()) {
            response.header(SERIAL, Long.toString(there.state()));
          }
        });
    return Optional.of(response);
  }

  /** A root page, or 304 if the client has it. */
  static HttpResponse<?> root(
      HttpRequest<?> request,
      RepositorySnapshot snapshot,
      RootPage root,
      String etag,
      Format format,
      Coding coding,
      Supplier<ByteBudget.Share> share)
      throws IOException {
    String keep = asked(snapshot);
    if (isKnown(request, etag)) {
      return page(HttpResponse.notModified(), etag, root.serial(), keep);
    }
    MutableHttpResponse<?> response =
        typed(page(HttpResponse.ok(), etag, root.serial(), keep), format.contentType(), coding);
    return isHead(request)
        ? response
        : response.body(new RootStream(root, format, coding, share.get()));
  }

  /** A page's right URL, seen from the one that was asked for (R503-4). */
  public static HttpResponse<?> redirect(
      HttpRequest<?> request, SnapshotLookup.Result result, String to) {
    String query = request.getUri().getRawQuery();
    return HttpResponse.status(HttpStatus.MOVED_PERMANENTLY)
        .header(
            HttpHeaders.LOCATION, URI.create(to + (query == null ? "" : "?" + query)).toString())
        .header(
            HttpHeaders.CACHE_CONTROL,
            result instanceof RepositorySnapshot snapshot ? asked(snapshot) : NO_CACHE);
  }

  /** Says on which of the client's headers an answer rests. */
  public static MutableHttpResponse<?> varying(MutableHttpResponse<?> response) {
    return response.header(HttpHeaders.VARY, VARY);
  }

  /** How the client wants pages to be compressed. */
  public static Coding coding(HttpRequest<?> request) {
    return Coding.negotiate(all(request, HttpHeaders.ACCEPT_ENCODING));
  }

  static String all(HttpRequest<?> request, String header) {
    return String.join(",", request.getHeaders().getAll(header));
  }

  /** To be asked for again each time; nobody keeps for others what needs a token. */
  public static String asked(RepositorySnapshot snapshot) {
    return snapshot.repository().authenticated() ? "private, " + NO_CACHE : NO_CACHE;
  }

  private static String keep(RepositorySnapshot snapshot) {
    if (snapshot.moment().isLatest()) {
      return asked(snapshot);
    }
    return snapshot.repository().authenticated() ? FOR_EVER_PRIVATE : FOR_EVER;
  }

  private static MutableHttpResponse<?> page(
      MutableHttpResponse<?> response, String etag, long serial, String keep) {
    return varying(response)
        .header(HttpHeaders.ETAG, etag)
        .header(HttpHeaders.CACHE_CONTROL, keep)
        .header(SERIAL, Long.toString(serial));
  }

  /** Says what the body is. */
  public static MutableHttpResponse<?> typed(
      MutableHttpResponse<?> response, String contentType, Coding coding) {
    coding
        .contentEncoding()
        .ifPresent(token -> response.header(HttpHeaders.CONTENT_ENCODING, token));
    return response.header(HttpHeaders.CONTENT_TYPE, contentType);
  }

  /** Whether the client has the page of that ETag. */
  public static boolean isKnown(HttpRequest<?> request, String etag) {
    String known = all(request, HttpHeaders.IF_NONE_MATCH);
    return Arrays.stream(known.split(","))
        .map(String::strip)
        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
  }

  /** Whether the client wants the headers alone. */
  public static boolean isHead(HttpRequest<?> request) {
    return request.getMethod() == HttpMethod.HEAD;
  }
}
