package dev.larder.sync.api;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import java.util.Set;

/**
 * Which mirrors are to be synced: one by its name, or all of a type.
 *
 * @param source a mirror's name
 * @param type {@code pypi}
 * @param acceptShrink whether a list that lost many packages is right
 */
@Serdeable
record SyncRequest(@Nullable String source, @Nullable String type, @Nullable Boolean acceptShrink) {
  private static final Set<String> KEYS = Set.of("source", "type", "acceptShrink");
  private static final String PYPI = "pypi";

  /**
   * Reads a body.
   *
   * @throws IllegalArgumentException with one line, when it is none
   */
  static SyncRequest of(Map<String, Object> body) {
    body.keySet().stream()
        .filter(key -> !KEYS.contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw new IllegalArgumentException(
                  "'%s' is unknown here; known are source, type and acceptShrink".formatted(key));
            });
    SyncRequest request =
        new SyncRequest(
            value(body, "source", String.class, "a name"),
            value(body, "type", String.class, "'pypi'"),
            value(body, "acceptShrink", Boolean.class, "true or false"));
    if ((request.source() == null) == (request.type() == null)) {
      throw new IllegalArgumentException("Give 'source', or 'type' for all mirrors of one");
    }
    if (request.type() != null && !request.type().equals(PYPI)) {
      throw new IllegalArgumentException(
          "type '%s' is unknown; there is pypi".formatted(request.type()));
    }
    return request;
  }

  private static <T> @Nullable T value(
      Map<String, Object> body, String key, Class<T> type, String what) {
    Object value = body.get(key);
    if (value != null && !type.isInstance(value)) {
      throw new IllegalArgumentException("'%s' must be %s".formatted(key, what));
    }
    return type.cast(value);
  }

  boolean acceptsShrink() {
    return Boolean.TRUE.equals(acceptShrink);
  }
}
