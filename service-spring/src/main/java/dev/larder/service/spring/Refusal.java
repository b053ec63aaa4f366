package dev.larder.service.spring;

import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * A request that isn't served: the status and one line that says what was wrong, with what, and
 * what to do.
 *
 * @param reason the reason phrase where it isn't the status's own
 * @param headers more headers of the answer
 */
public record Refusal(
    HttpStatus status, String detail, Optional<String> reason, Map<String, String> headers) {

  public Refusal(HttpStatus status, String detail) {
    this(status, detail, Optional.empty(), Map.of());
  }

  public Refusal withHeader(String name, String value) {
    return new Refusal(status, detail, reason, Map.of(name, value));
  }

  /** The detail stands in the status line too, where upload clients look for it (RUP-9). */
  public Refusal withDetailAsReason() {
    return new Refusal(status, detail, Optional.of(detail), headers);
  }
}
