package dev.larder.sync.check;

import dev.larder.sync.look.LookRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/** The body of {@code POST /internal/check}. */
@Serdeable
record CheckRequest(
    @Nullable String source,
    @Nullable String url,
    @Nullable String authorization,
    @Nullable LookRequest.ConnectionSettings reach) {

  /** The same as a look at a project. */
  LookRequest look(String project) {
    return new LookRequest(source, url, authorization, project, null, null, reach);
  }

  /** Without the credentials. */
  @Override
  public String toString() {
    return "CheckRequest[%s]".formatted(source);
  }
}
