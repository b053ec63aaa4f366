package dev.larder.upload.edge;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Puts outcomes into HTTP: the message in the body and in the reason phrase (RUP-9), never to be
 * kept by a cache.
 */
public final class Answers {

  private static final MediaType PROBLEM = MediaType.of("application/problem+json");
  private static final MediaType TEXT = MediaType.of("text/plain; charset=utf-8");

  private Answers() {}

  /**
   * In plain text, or as a problem (RFC 9457) where the client asks for one, and always in the
   * admin API.
   */
  public static MutableHttpResponse<?> refusal(Refusal refusal, HttpRequest<?> request) {
    MutableHttpResponse<Object> response =
        HttpResponse.status(refusal.status(), reason(refusal.message()))
            .header("Cache-Control", "no-store");
    if (refusal.status() == 401) {
      response.header("WWW-Authenticate", "Basic realm=\"Larder\", charset=\"UTF-8\"");
    }
    if (refusal.status() == 503) {
      response.header("Retry-After", "5");
    }
    return wantsProblem(request)
        ? response
            .contentType(PROBLEM)
            .body(new Problem(title(refusal.status()), refusal.status(), refusal.message()))
        : response.contentType(TEXT).body(refusal.message() + "\n");
  }

  public static HttpResponse<?> text(String line) {
    return HttpResponse.ok(line + "\n").contentType(TEXT).header("Cache-Control", "no-store");
  }

  private static boolean wantsProblem(HttpRequest<?> request) {
    return request.getPath().startsWith("/__api__/")
        || request.getHeaders().getAll("Accept").stream()
            .anyMatch(accept -> accept.toLowerCase(Locale.ROOT).contains(PROBLEM.getName()));
  }

  private static String title(int status) {
    Optional<HttpStatus> known =
        Arrays.stream(HttpStatus.values()).filter(s -> s.getCode() == status).findFirst();
    return known.map(HttpStatus::getReason).orElse("Refused");
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
