package dev.larder.blob.fill;

import dev.larder.blob.cache.CacheName;

/**
 * A file that was had whole, and whose sha256 holds.
 *
 * @param wanted what was wanted
 * @param origin where it came from
 * @param sha256 of its bytes
 * @param size in bytes
 * @param replaces whether what lies in the object store turned out wrong
 */
public record Filled(Wanted wanted, Origin origin, String sha256, long size, boolean replaces) {
  /**
   * What it is called in the disk cache by what is in it: by no other name is it certain to be the
   * same later, as one by a link may be brought in anew.
   */
  public CacheName name() {
    CacheName name = wanted.name();
    return wanted.location().kept() != null ? name : name.by(sha256);
  }
}
