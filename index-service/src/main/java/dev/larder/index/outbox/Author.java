package dev.larder.index.outbox;

import dev.larder.index.access.Asking;
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

  public static Author of(Asking asking) {
    return of(asking.by(), asking);
  }

  /** One whom another service knows, asking by it. */
  public static Author of(String id, Asking asking) {
    return new Author(id, asking.caller().called().orElse(null), asking.from().orElse(null));
  }
}
