package dev.larder.index.look;

import dev.larder.packaging.FieldLimit;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;

/**
 * A file as an upstream's page lists it.
 *
 * @param url absolute, without fragment
 * @param uploadTime an instant (RFC 3339), or null
 * @param metadata whether {@code {url}.metadata} is said to exist
 * @param hash where there is no sha256, another hash, {@code sha1=…}, or null
 */
@Serdeable
public record ListedFile(
    String filename,
    String url,
    @Nullable String sha256,
    @Nullable Long size,
    @Nullable String requiresPython,
    boolean yanked,
    @Nullable String yankedReason,
    @Nullable String uploadTime,
    boolean metadata,
    @Nullable String metadataSha256,
    @Nullable Boolean gpgSig,
    @Nullable String provenance,
    @Nullable String hash) {

  /** Half a specifier, or half a URL, says something else; a reason loses its end. */
  public ListedFile {
    requiresPython = orNull(requiresPython, FieldLimit.REQUIRES_PYTHON);
    yankedReason = yankedReason == null ? null : FieldLimit.YANKED_REASON.cut(yankedReason);
    uploadTime = orNull(uploadTime, FieldLimit.INSTANT);
    provenance = orNull(provenance, FieldLimit.URL);
    hash = orNull(hash, FieldLimit.HASH);
  }

  /** Whether it has a name and a URL that are not too long to be one. */
  boolean isWithinLimits() {
    return FieldLimit.FILE_NAME.allows(filename) && FieldLimit.URL.allows(url);
  }

  private static @Nullable String orNull(@Nullable String text, FieldLimit limit) {
    return text == null || limit.allows(text) ? text : null;
  }
}
