package dev.larder.index.outbox;

import dev.larder.index.access.RequestContext;
import jakarta.annotation.Nullable;

/**
 * Who makes a change.
 *
 * @param id a token's guid, {@code admin}, or {@code larder}
 * @param name what people call who it is, or null
 * @param address from where it was asked for, or null
 */
public record Author(String id, @Nullable String name, @Nullable String address) {
  /** Larder itself: what it finds out it does for nobody. */
  public static final Author LARDER = new Author("larder", null, null);

  public static Author of(RequestContext context) {
    return of(context.by(), context);
  }

  /** One whom another service knows, asking by it. */
  public static Author of(String id, RequestContext context) {
    return new Author(id, context.caller().called().orElse(null), context.from().orElse(null));
  }
}
