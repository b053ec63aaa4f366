package dev.larder.service.micronaut;

import dev.larder.service.problem.Problem;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.SerdeImport;

/**
 * Refusals as clients understand them: one line of text, or a problem (RFC 9457) to who reads one;
 * never to be stored.
 */
@SerdeImport(Problem.class)
public final class Refusals {
  private static final MediaType PROBLEM = MediaType.of(Problem.TYPE);
  private static final MediaType LINE = MediaType.of(Problem.LINE_TYPE);

  private Refusals() {}

  /** A refusal; a 401 says how to show credentials (RAUTH-1). */
  public static MutableHttpResponse<?> of(
      HttpRequest<?> request, HttpStatus status, String detail) {
    Problem problem = new Problem(status.getReason(), status.getCode(), detail);
    MutableHttpResponse<?> response =
        Problem.isWanted(request.getPath(), request.getHeaders().getAll(HttpHeaders.ACCEPT))
            ? HttpResponse.status(status).contentType(PROBLEM).body(problem)
            : HttpResponse.status(status).contentType(LINE).body(problem.line());
    if (status == HttpStatus.UNAUTHORIZED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, Problem.CHALLENGE);
    }
    return response.header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /**
   * A refusal of what nobody can tell now.
   *
   * @param status 502, 503 or 504
   * @param retryAfter in how many seconds to ask again; null where that isn't known
   */
  public static MutableHttpResponse<?> unavailable(
      HttpRequest<?> request, int status, String detail, @Nullable Long retryAfter) {
    MutableHttpResponse<?> refusal = of(request, HttpStatus.valueOf(status), detail);
    return retryAfter == null
        ? refusal
        : refusal.header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter));
  }
}
