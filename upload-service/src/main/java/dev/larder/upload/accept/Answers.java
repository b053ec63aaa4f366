package dev.larder.upload.accept;

import dev.larder.service.micronaut.Refusals;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/**
 * Puts outcomes into HTTP: the message in the body and in the reason phrase (RUP-9), never to be
 * kept by a cache.
 */
final class Answers {

  private static final MediaType TEXT = MediaType.of("text/plain; charset=utf-8");

  private Answers() {}

  /** A refusal, as a problem (RFC 9457) to who reads one. */
  static MutableHttpResponse<?> refusal(Refusal refusal, HttpRequest<?> request) {
    HttpStatus status = HttpStatus.valueOf(refusal.status());
    MutableHttpResponse<?> response = Refusals.of(request, status, refusal.message());
    if (status == HttpStatus.SERVICE_UNAVAILABLE) {
      response.header("Retry-After", "5");
    }
    return response.status(refusal.status(), reason(refusal.message()));
  }

  static HttpResponse<?> text(String line) {
    return HttpResponse.ok(line + "\n").contentType(TEXT).header("Cache-Control", "no-store");
  }

  /**
   * A reason phrase is ASCII on the wire; what isn't becomes a question mark there and stands in
   * the body as it is.
   */
  private static String reason(String message) {
    return message
        .codePoints()
        .map(c -> c < 0x7f ? c : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
