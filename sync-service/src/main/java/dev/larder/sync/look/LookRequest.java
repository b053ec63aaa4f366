package dev.larder.sync.look;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/** The body of {@code POST /internal/look}. */
@Serdeable
record LookRequest(
    @Nullable String source,
    @Nullable String url,
    @Nullable String authorization,
    @Nullable String project,
    @Nullable String etag,
    @Nullable Long timeoutMillis) {

  /** Without the credentials. */
  @Override
  public String toString() {
    return "LookRequest[%s]".formatted(project);
  }
}
