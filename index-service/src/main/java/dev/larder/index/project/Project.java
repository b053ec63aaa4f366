package dev.larder.index.project;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A name in a source, with what is known of it.
 *
 * @param name normalised (PEP 503)
 * @param displayName as its first file spells it
 * @param ownedSince when the source came to own the project, or null if it doesn't now
 * @param lastSerial the newest change of what its page shows, 0 for none
 * @param look the last look at the upstream, or null
 */
public record Project(
    long id,
    String name,
    String displayName,
    @Nullable Instant ownedSince,
    long lastSerial,
    @Nullable Look look) {

  /** The later of two instants of which either may be missing. */
  public static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return Stream.concat(one.stream(), other.stream()).max(Comparator.naturalOrder());
  }

  /** Whether the source owns it now. */
  public boolean isOwned() {
    return ownedSince != null;
  }

  /**
   * The last look.
   *
   * @param at the database's instant before the upstream was asked
   * @param found whether there was a page
   * @param serial the upstream's, or null
   * @param etag the upstream's, or null
   */
  public record Look(Instant at, boolean found, @Nullable Long serial, @Nullable String etag) {}
}
