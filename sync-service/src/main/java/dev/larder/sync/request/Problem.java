package dev.larder.sync.request;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;

/**
 * An error's answer (RFC 9457).
 *
 * @param title the status's phrase
 * @param status the HTTP status
 * @param detail one line: what was wrong, with what, what to do
 */
@Serdeable
public record Problem(String title, int status, String detail) {
  private static final String CONTENT_TYPE = "application/problem+json";

  /** The response that carries it. */
  public static MutableHttpResponse<Problem> response(HttpStatus status, String detail) {
    return fill(HttpResponse.status(status), status, detail);
  }

  static MutableHttpResponse<Problem> fill(
      MutableHttpResponse<?> response, HttpStatus status, String detail) {
    return response
        .body(new Problem(status.getReason(), status.getCode(), detail))
        .contentType(CONTENT_TYPE)
        .header("Cache-Control", "no-store");
  }
}
