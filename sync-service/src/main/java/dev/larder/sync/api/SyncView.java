package dev.larder.sync.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.larder.sync.run.Run;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * A sync, as it is told.
 *
 * @param state running, waiting, complete, incomplete, shrunk, cancelled or failed
 * @param phase list, compare, fetch, finish or done
 * @param message why it waits, or how it ended, in one line
 * @param requestedBy as the log has it, or schedule
 * @param bytes what the pages come to that were taken over
 * @param changed how many packages weren't as they had been
 * @param upstreamSerial the upstream's, before its list was read
 * @param joined whether it was under way when it was asked for; absent where nobody did
 */
@Serdeable
record SyncView(
    String id,
    String source,
    String state,
    String phase,
    @Nullable String message,
    String requestedBy,
    String startedAt,
    @Nullable String finishedAt,
    Packages packages,
    long files,
    long bytes,
    long changed,
    @Nullable Long upstreamSerial,
    @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) Boolean joined) {
  /**
   * Its packages.
   *
   * @param listed how many the upstream has
   * @param total how many of them are looked at
   * @param done how many of these were
   * @param failed how many could not be, so far
   */
  @Serdeable
  record Packages(@Nullable Long listed, @Nullable Long total, long done, long failed) {}

  /**
   * A run.
   *
   * @param failed how many names could not be looked at, so far
   */
  static SyncView of(Run run, long failed, @Nullable Boolean joined) {
    return new SyncView(
        run.id().toString(),
        run.sourceName(),
        run.state().wire(),
        run.phase().wire(),
        run.message(),
        run.requestedBy(),
        run.createdAt().toString(),
        text(run.finishedAt()),
        new Packages(run.listed(), run.total(), run.done(), failed),
        run.files(),
        run.bytes(),
        run.changed(),
        run.upstreamSerial(),
        joined);
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
