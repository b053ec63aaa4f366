package dev.larder.index.access;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.core.propagation.PropagatedContextElement;
import java.util.Optional;

/**
 * Who asks in the request that a thread works for, and from where.
 *
 * @param header {@code Larder-Caller} as it came, to be passed on
 * @param from the client's address
 */
public record Asking(Caller caller, Optional<String> header, Optional<String> from)
    implements PropagatedContextElement {
  /** The header that carries {@link #header}. */
  public static final String HEADER = Callers.HEADER;

  static final String FROM = "Larder-From";
  private static final Asking NOBODY =
      new Asking(new Caller.Anonymous(), Optional.empty(), Optional.empty());

  /** Whether another service asks for itself, for nobody outside. */
  public boolean byService() {
    return header.isEmpty();
  }

  /** Of the request that this thread works for; nobody where it works for none. */
  public static Asking current() {
    return PropagatedContext.getOrEmpty().find(Asking.class).orElse(NOBODY);
  }
}
