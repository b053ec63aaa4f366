package dev.larder.sync.page;

import dev.larder.packaging.FieldLimit;
import java.net.URI;
import java.time.Instant;

/**
 * A file as a page lists it, not yet checked. What the page doesn't say, or says in a way that
 * can't be read, is null.
 *
 * @param filename what the page calls it; null when only the link tells
 * @param link its link, absolute, without fragment
 * @param sha256 lower-case hex
 * @param size in bytes
 * @param requiresPython a specifier set (PEP 440), unescaped
 * @param yanked whether it is marked so (PEP 592)
 * @param yankedReason why
 * @param uploadTime when it was uploaded (PEP 700)
 * @param metadata whether its core metadata lies beside it (PEP 658, PEP 714)
 * @param metadataSha256 of that
 * @param gpgSig whether a signature lies beside it
 * @param provenance where its attestations are (PEP 740)
 * @param hash the strongest other hash where there is no sha256, {@code sha1=…}
 */
public record Listed(
    String filename,
    URI link,
    String sha256,
    Long size,
    String requiresPython,
    boolean yanked,
    String yankedReason,
    Instant uploadTime,
    boolean metadata,
    String metadataSha256,
    Boolean gpgSig,
    String provenance,
    String hash) {

  /** The same with fields within their limits, as far as they may be cut; what isn't is told. */
  public Listed fitted(Sink told) {
    boolean shortReason = yankedReason == null || FieldLimit.YANKED_REASON.allows(yankedReason);
    boolean shortProvenance = provenance == null || FieldLimit.URL.allows(provenance);
    boolean goodSize = size == null || size > 0;
    if (shortReason && shortProvenance && goodSize) {
      return this;
    }
    if (!shortReason) {
      told.leaveOut(LeftOut.YANKED_REASON, filename);
    }
    if (!shortProvenance) {
      told.leaveOut(LeftOut.PROVENANCE, filename);
    }
    if (!goodSize) {
      told.leaveOut(LeftOut.SIZE, filename);
    }
    return new Listed(
        filename,
        link,
        sha256,
        goodSize ? size : null,
        requiresPython,
        yanked,
        shortReason ? yankedReason : FieldLimit.YANKED_REASON.cut(yankedReason),
        uploadTime,
        metadata,
        metadataSha256,
        gpgSig,
        shortProvenance ? provenance : null,
        hash);
  }

  /** Where the readers of pages put what they find. */
  public interface Sink {
    /** A file. */
    void accept(Listed file) throws java.io.IOException;

    /**
     * Something that isn't taken over.
     *
     * @param name the file's, as far as it is known; any text
     */
    void leaveOut(LeftOut why, String name);
  }
}
