package dev.larder.index.access;

import io.micronaut.http.HttpRequest;
import java.util.Optional;

/**
 * Who asks, and from where.
 *
 * @param header {@code Larder-Caller} as it came, to be passed on
 * @param from the client's address
 */
public record Asking(Caller caller, Optional<String> header, Optional<String> from) {
  /** The header that carries {@link #header}. */
  public static final String HEADER = Callers.HEADER;

  static final String FROM = "Larder-From";
  static final String ATTRIBUTE = "larder.asking";
  private static final Asking NOBODY =
      new Asking(new Caller.Anonymous(), Optional.empty(), Optional.empty());

  /** Whether another service asks for itself, for nobody outside. */
  public boolean byService() {
    return header.isEmpty();
  }

  /** As the log has it: a guid, or {@code admin}. */
  public String by() {
    return caller.by();
  }

  /** Who asks by a request; nobody before {@link Door} has let it in. */
  public static Asking of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, Asking.class).orElse(NOBODY);
  }
}
