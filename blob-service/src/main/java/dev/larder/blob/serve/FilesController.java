package dev.larder.blob.serve;

import dev.larder.blob.companion.Companion;
import dev.larder.blob.fill.Span;
import dev.larder.blob.location.FileKey;
import dev.larder.blob.location.Question;
import dev.larder.blob.wire.Body;
import dev.larder.blob.wire.Wire;
import dev.larder.service.caller.Caller;
import dev.larder.service.micronaut.Refusals;
import io.micronaut.core.annotation.Nullable;
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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Files over HTTP (RHTTP-1 to RHTTP-5, RHTTP-7). */
@Controller
@ExecuteOn(TaskExecutors.VIRTUAL)
final class FilesController {
  private static final String METADATA = ".metadata";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private static final String FOR_EVER_PRIVATE = "private, max-age=31536000, immutable";

  private final Deliveries deliveries;

  FilesController(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  /** HEAD too. What the client would accept doesn't matter (RHTTP-11). */
  @Get(
      uris = {"/packages/{key}/{name:[^/]+}", "/{repo}/packages/{key}/{name:[^/]+}"},
      produces = MediaType.ALL)
  HttpResponse<?> get(HttpRequest<?> request, Caller caller, @Nullable String repo, String key) {
    return response(request, decide(request, caller, repo == null ? "" : repo, key, name(request)));
  }

  /**
   * The path's last part. A plus sign is one, as local versions have it; a route makes it a space.
   */
  private static String name(HttpRequest<?> request) {
    String path = request.getUri().getRawPath();
    String raw = path.substring(path.lastIndexOf('/') + 1);
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private Answer decide(
      HttpRequest<?> request, Caller caller, String repo, String key, String name) {
    Optional<FileKey> fileKey = FileKey.of(key);
    if (fileKey.isEmpty()) {
      return new Answer.Refused(404, "Not found: " + name);
    }
    boolean metadata = name.endsWith(METADATA);
    Optional<Companion> companion = Companion.at(name);
    String end = metadata ? METADATA : companion.map(Companion::suffix).orElse("");
    String filename = name.substring(0, name.length() - end.length());
    HttpHeaders headers = request.getHeaders();
    FileRequest asked =
        new FileRequest(
            new Question(repo, fileKey.get(), filename),
            caller,
            request.getMethod() == HttpMethod.HEAD,
            headers.findFirst(HttpHeaders.RANGE),
            headers.findFirst(HttpHeaders.IF_RANGE),
            headers.findFirst(HttpHeaders.IF_NONE_MATCH));
    if (companion.isPresent()) {
      return deliveries.companion(asked, companion.get());
    }
    return metadata ? deliveries.metadata(asked) : deliveries.file(asked);
  }

  private static HttpResponse<?> response(HttpRequest<?> request, Answer answer) {
    return switch (answer) {
      case Answer.Whole(Identity identity, Body body) ->
          send(request, file(HttpStatus.OK, identity, true), body);
      case Answer.Part(Identity identity, Body body, Span span, long size, boolean verified) ->
          send(
              request,
              file(HttpStatus.PARTIAL_CONTENT, identity, verified)
                  .header(
                      HttpHeaders.CONTENT_RANGE,
                      "bytes %d-%d/%d".formatted(span.first(), span.end() - 1, size)),
              body);
      case Answer.Beside(Identity identity, String type, Body body) ->
          send(request, file(HttpStatus.OK, identity, true).contentType(type), body);
      case Answer.Head(Identity identity, OptionalLong size) -> {
        MutableHttpResponse<byte[]> head = file(HttpStatus.OK, identity, true);
        size.ifPresent(head::contentLength);
        yield head;
      }
      case Answer.NotModified(Identity identity) -> file(HttpStatus.NOT_MODIFIED, identity, true);
      case Answer.OutOfRange(long size) ->
          Refusals.of(
                  request,
                  HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                  "The file has %d bytes, none of them asked for.".formatted(size))
              .header(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
      case Answer.Challenge(String detail) -> Refusals.of(request, HttpStatus.UNAUTHORIZED, detail);
      case Answer.Refused(int status, String detail, Optional<Duration> retryAfter) -> {
        MutableHttpResponse<?> refusal = Refusals.of(request, HttpStatus.valueOf(status), detail);
        retryAfter.ifPresent(
            d -> refusal.header(HttpHeaders.RETRY_AFTER, String.valueOf(d.toSeconds())));
        yield refusal;
      }
    };
  }

  /** A HEAD gets the headers of the GET, and the body stays here. */
  private static HttpResponse<?> send(
      HttpRequest<?> request, MutableHttpResponse<byte[]> response, Body body) {
    if (request.getMethod() == HttpMethod.HEAD) {
      body.length().ifPresent(response::contentLength);
      body.close();
      return response;
    }
    return Wire.send(request, response, body);
  }

  /**
   * Immutable is only what is known by its sha256: until that is known, another download might
   * bring other bytes.
   */
  private static MutableHttpResponse<byte[]> file(
      HttpStatus status, Identity identity, boolean verified) {
    String caching =
        verified && identity.etag().isPresent()
            ? (identity.needsToken() ? FOR_EVER_PRIVATE : FOR_EVER)
            : (identity.needsToken() ? "private, no-store" : "no-store");
    MutableHttpResponse<byte[]> response =
        HttpResponse.<byte[]>status(status)
            .contentType(MediaType.APPLICATION_OCTET_STREAM_TYPE)
            .header(HttpHeaders.ACCEPT_RANGES, "bytes")
            .header(HttpHeaders.CACHE_CONTROL, caching)
            .header("X-Content-Type-Options", "nosniff");
    identity.etag().ifPresent(etag -> response.header(HttpHeaders.ETAG, etag));
    identity.lastModified().ifPresent(at -> response.header(HttpHeaders.LAST_MODIFIED, at));
    return response;
  }
}
