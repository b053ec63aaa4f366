package dev.larder.blob.fill;

import dev.larder.blob.cache.CacheName;
import dev.larder.blob.location.FileKey;
import dev.larder.blob.location.Location;
import dev.larder.blob.owner.Owner;
import java.util.List;
import java.util.OptionalLong;

/**
 * A file to be had, and where to try, in order.
 *
 * @param key the key it was asked for by
 * @param location what is known about it
 * @param origins at least one
 */
public record Wanted(FileKey key, Location location, List<Origin> origins) {
  public Wanted {
    origins = List.copyOf(origins);
  }

  /** Whose it is. */
  public Owner owner() {
    return Owner.of(location);
  }

  /** What it is called in the disk cache: by its sha256 as soon as that is known. */
  public CacheName name() {
    return new CacheName(
        location.kept() != null
            ? CacheName.upload(location.kept().key())
            : location.digest().orElse(key.value()),
        owner());
  }

  /** How long it is, as far as that can be told before all of it came. */
  OptionalLong length(Origin.Opened opened) {
    OptionalLong known = location.bytes().isPresent() ? location.bytes() : opened.length();
    return known.isPresent() ? known : location.claimedBytes();
  }

  /**
   * Which download it is: that of a source, from one URL. Another source's download of what it says
   * is the same, or one from elsewhere, is another one, and nobody waits for it.
   */
  String downloadKey() {
    return location.kept() != null ? name().toString() : name() + " " + location.upstream().url();
  }
}
