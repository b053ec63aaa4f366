package dev.larder.sync.catalogue;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;

/**
 * A run at its end, as index-service is told it.
 *
 * @param startedAt the instant that all its looks were made at or after
 * @param upstreamSerial of the upstream, before its list was read; or null
 * @param failed what could not be looked at
 * @param listed how many names the list had
 */
@Serdeable
public record Finished(
    UUID run,
    int source,
    int generation,
    String startedAt,
    @Nullable Long upstreamSerial,
    List<Failed> failed,
    long listed) {
  /**
   * A project that could not be looked at.
   *
   * @param since when that began
   */
  @Serdeable
  public record Failed(String name, String since) {}
}
