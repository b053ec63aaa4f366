package dev.larder.index.file;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that is to enter the catalogue.
 *
 * @param from when it becomes visible if that is before the change that brings it; else with it
 * @param uploadTime the upstream's word, or null
 */
public record NewFile(
    String filename,
    String version,
    FileState state,
    @Nullable String blindKey,
    Optional<Instant> from,
    @Nullable Instant uploadTime,
    @Nullable String upstreamUrl,
    @Nullable String keptKey,
    @Nullable String metadataKey,
    @Nullable String signatureKey,
    @Nullable String provenanceKey,
    @Nullable String md5,
    @Nullable String blake2b) {

  /** When it becomes visible, if that change brings it. */
  public Instant visibleFrom(Instant change) {
    return from.filter(instant -> instant.isBefore(change)).orElse(change);
  }
}
