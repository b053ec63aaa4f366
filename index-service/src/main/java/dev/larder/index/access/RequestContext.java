package dev.larder.index.access;

import dev.larder.service.caller.Caller;
import io.micronaut.http.HttpRequest;
import java.util.Optional;

/**
 * Who asks, and from where.
 *
 * @param header {@code Larder-Caller} as it came, to be passed on
 * @param from the client's address
 */
public record RequestContext(Caller caller, Optional<String> header, Optional<String> from) {
  static final String ATTRIBUTE = RequestContext.class.getName();
  private static final RequestContext NOBODY =
      new RequestContext(new Caller.Anonymous(), Optional.empty(), Optional.empty());

  /** Whether another service asks for itself, for nobody outside. */
  public boolean byService() {
    return header.isEmpty();
  }

  /** As the log has it: a guid, or {@code admin}. */
  public String by() {
    return caller.by();
  }

  /** Who asks by a request; nobody before {@link RequestContextFilter} has let it in. */
  public static RequestContext of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, RequestContext.class).orElse(NOBODY);
  }
}
