package dev.larder.blob.fill;

import dev.larder.blob.location.FileKey;
import dev.larder.blob.location.Location;
import java.util.List;

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

  /** What it is called in the disk cache: its sha256 as soon as that is known. */
  public String name() {
    return location.digest().orElse(key.value());
  }
}
