package dev.larder.index.sync;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A run of a sync at its end.
 *
 * @param generation of the source's upstream, all the time
 * @param startedAt the instant at or after which all names were looked at but those that failed
 * @param upstreamSerial the upstream's, then, or null
 * @param listed how many names it listed
 */
@Serdeable
record FinishedRun(
    @NotNull UUID run,
    int source,
    int generation,
    @NotNull Instant startedAt,
    @Nullable Long upstreamSerial,
    @NotNull List<@Valid Failed> failed,
    long listed) {

  /**
   * A name that could not be looked at.
   *
   * @param since when that was first so
   */
  @Serdeable
  record Failed(@NotNull String name, @NotNull Instant since) {}

  String[] names() {
    return failed.stream().map(Failed::name).toArray(String[]::new);
  }

  String[] since() {
    return failed.stream().map(each -> each.since().toString()).toArray(String[]::new);
  }
}
