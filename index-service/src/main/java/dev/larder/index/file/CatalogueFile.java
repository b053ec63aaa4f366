package dev.larder.index.file;

import dev.larder.index.snapshot.Span;
import dev.larder.packaging.WheelName;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * A file as the catalogue knows it.
 *
 * @param version as its name spells it
 * @param state as it is now
 * @param blindKey the key of its URL while its sha256 wasn't known, or null if it always was
 * @param visibleFrom when pages begin to list it
 * @param visibleTo when they cease to, or null
 * @param fromSerial the change that brought it
 * @param toSerial the change that ended it, or null
 * @param upstreamUrl where a mirror gets it, or null
 * @param keptKey the S3 object of an upload, or null
 * @param metadataKey the S3 object of an upload's metadata, or null
 * @param signatureKey the S3 object of an upload's signature, or null
 * @param provenanceKey the S3 object of an upload's provenance (PEP 740), or null
 * @param missedSince when a look at the upstream first missed it, or null
 * @param md5 of an upload, or null
 * @param blake2b of an upload (256 bits), or null
 * @param isPurged whether it is listed at no instant any more, its bytes deleted
 */
public record CatalogueFile(
    long id,
    long project,
    String filename,
    String version,
    FileState state,
    @Nullable String blindKey,
    Instant visibleFrom,
    @Nullable Instant visibleTo,
    long fromSerial,
    @Nullable Long toSerial,
    @Nullable String upstreamUrl,
    @Nullable String keptKey,
    @Nullable String metadataKey,
    @Nullable String signatureKey,
    @Nullable String provenanceKey,
    @Nullable Instant missedSince,
    @Nullable String md5,
    @Nullable String blake2b,
    boolean isPurged) {

  /** When pages list it. */
  public Span visible() {
    return new Span(visibleFrom, visibleTo == null ? Instant.MAX : visibleTo);
  }

  /** What its URL says before its name. */
  public String key() {
    return state.sha256() != null ? state.sha256() : blindKey;
  }

  /** Whether a URL with this key is, or was, this file's. */
  public boolean hasKey(String key) {
    return key.equals(state.sha256()) || key.equals(blindKey);
  }

  /** Whether there is a signature at its URL with {@code .asc}. */
  public boolean isSigned() {
    return Boolean.TRUE.equals(state.gpgSig());
  }

  /** Whether there is provenance (PEP 740) at its URL with {@code .provenance}. */
  public boolean hasProvenance() {
    return provenanceKey != null || state.provenance() != null;
  }

  public boolean isWheel() {
    return filename.endsWith(WheelName.EXTENSION);
  }
}
