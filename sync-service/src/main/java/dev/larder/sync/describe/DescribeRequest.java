package dev.larder.sync.describe;

import dev.larder.sync.look.LookRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * The body of {@code POST /internal/describe}.
 *
 * @param version of the release that is asked for
 */
@Serdeable
record DescribeRequest(
    @Nullable String source,
    @Nullable String url,
    @Nullable String authorization,
    @Nullable LookRequest.ConnectionSettings reach,
    @Nullable String project,
    @Nullable String version) {

  /** The same as a look at the project. */
  LookRequest look() {
    return new LookRequest(source, url, authorization, project, null, null, reach);
  }

  /** Without the credentials. */
  @Override
  public String toString() {
    return "DescribeRequest[%s %s]".formatted(project, version);
  }
}
