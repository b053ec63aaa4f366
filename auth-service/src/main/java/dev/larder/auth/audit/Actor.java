package dev.larder.auth.audit;

import dev.larder.service.caller.CallerHeader;
import java.util.Optional;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Who asks for a change, and from where, in the gateway's own words.
 *
 * @param caller the header {@code Larder-Caller}
 * @param from the header {@code Larder-From}
 */
public record Actor(Optional<String> caller, Optional<String> from) {

  public static Actor of(ServerRequest request) {
    return new Actor(header(request, CallerHeader.NAME), header(request, CallerHeader.FROM));
  }

  private static Optional<String> header(ServerRequest request, String name) {
    return Optional.ofNullable(request.headers().firstHeader(name));
  }
}
