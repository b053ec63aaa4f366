package dev.larder.index.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.annotation.Nullable;

/**
 * Refusals as clients understand them: one line of text, or RFC 9457 where services and
 * administrators ask, or where a client says that it reads it.
 */
public final class Refusals {
  public static final MediaType PROBLEM = MediaType.of("application/problem+json");
  private static final MediaType TEXT = MediaType.of("text/plain; charset=utf-8");

  private Refusals() {}

  /** A refusal that nobody may keep. */
  public static MutableHttpResponse<?> of(HttpRequest<?> request, HttpStatus status, String line) {
    MutableHttpResponse<?> response =
        wantsProblem(request)
            ? HttpResponse.status(status)
                .body(new Problem(status.getReason(), status.getCode(), line))
                .contentType(PROBLEM)
            : HttpResponse.status(status).body(line + "\n").contentType(TEXT);
    return response.header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /**
   * The refusal of what nobody can tell now.
   *
   * @param status 502, 503 or 504
   * @param retryAfter in how many seconds to ask again; null where that isn't known
   */
  public static MutableHttpResponse<?> unknown(
      HttpRequest<?> request, int status, String line, @Nullable Long retryAfter) {
    MutableHttpResponse<?> refusal = of(request, HttpStatus.valueOf(status), line);
    return retryAfter == null
        ? refusal
        : refusal.header(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter));
  }

  /** A refusal that credentials would change (RAUTH-1). */
  public static MutableHttpResponse<?> challenge(HttpRequest<?> request, String line) {
    return of(request, HttpStatus.UNAUTHORIZED, line)
        .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Larder\"");
  }

  private static boolean wantsProblem(HttpRequest<?> request) {
    String path = request.getPath();
    String accept = String.join(",", request.getHeaders().getAll(HttpHeaders.ACCEPT));
    return path.startsWith("/__api__")
        || path.startsWith("/internal")
        || accept.contains(PROBLEM.getName());
  }
}
