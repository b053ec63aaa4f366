package dev.larder.sync.page;

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
    String provenance) {

  /** Where the readers of pages put what they find. */
  public interface Sink {
    /** A file. */
    void accept(Listed file) throws java.io.IOException;

    /** Something that was listed as a file but has no link that can be read. */
    void unreadable();
  }
}
