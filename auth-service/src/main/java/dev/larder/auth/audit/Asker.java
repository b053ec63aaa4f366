package dev.larder.auth.audit;

import java.util.Optional;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Who asks for a change, and from where, in the gateway's own words.
 *
 * @param caller the header {@code Larder-Caller}
 * @param from the header {@code Larder-From}
 */
public record Asker(Optional<String> caller, Optional<String> from) {

  /** Who asks, as the gateway has proved it. */
  public static final String CALLER = "Larder-Caller";

  static final String FROM = "Larder-From";

  public static Asker of(ServerRequest request) {
    return new Asker(header(request, CALLER), header(request, FROM));
  }

  private static Optional<String> header(ServerRequest request, String name) {
    return Optional.ofNullable(request.headers().firstHeader(name));
  }
}
