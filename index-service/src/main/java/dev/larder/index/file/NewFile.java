package dev.larder.index.file;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Optional;

/** A file that is to enter the catalogue. */
public sealed interface NewFile {
  String filename();

  String version();

  FileState state();

  /** When it becomes visible, if a change of that instant brings it. */
  Instant visibleFrom(Instant change);

  /**
   * One of an upstream's page.
   *
   * @param blindKey what it is called while its sha256 isn't known, or null
   * @param from when it becomes visible if that is before the change that brings it; else with it
   * @param uploadTime the upstream's word, or null
   */
  record Mirrored(
      String filename,
      String version,
      FileState state,
      String url,
      @Nullable String blindKey,
      Optional<Instant> from,
      @Nullable Instant uploadTime)
      implements NewFile {
    @Override
    public Instant visibleFrom(Instant change) {
      return from.filter(instant -> instant.isBefore(change)).orElse(change);
    }
  }

  /**
   * One that somebody uploaded; keys are those of S3 objects.
   *
   * @param md5 hex, or null
   * @param blake2b of 256 bits, hex, or null
   */
  record Uploaded(
      String filename,
      String version,
      FileState state,
      String key,
      @Nullable String metadataKey,
      @Nullable String signatureKey,
      @Nullable String provenanceKey,
      @Nullable String md5,
      @Nullable String blake2b)
      implements NewFile {
    @Override
    public Instant visibleFrom(Instant change) {
      return change;
    }
  }
}
