package dev.larder.index.source;

import dev.larder.index.type.SourceType;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Optional;

/**
 * A set of projects with their files.
 *
 * @param id never used again
 * @param upstream where a mirror looks; empty for a local source
 * @param maxFileSize the largest upload that it takes, in bytes, or null for the general limit
 * @param created when it began
 * @param generation how many URLs its upstream has had, from 1: what one of them gave is not
 *     another's
 * @param schedule when a mirror syncs, as cron has it (UTC), {@code never}, or null for the
 *     configuration's
 * @param offlineSince since when nothing is asked of its upstream, by an administrator's word; null
 *     where it is asked
 */
public record Source(
    int id,
    String name,
    SourceType type,
    Optional<Upstream> upstream,
    @Nullable Long maxFileSize,
    Instant created,
    int generation,
    @Nullable String schedule,
    @Nullable Instant offlineSince) {

  public boolean isLocal() {
    return type == SourceType.LOCAL_PYTHON;
  }

  /** Whether nothing is asked of its upstream. */
  public boolean isOffline() {
    return offlineSince != null;
  }
}
