package dev.larder.index.repository;

import java.time.Instant;
import java.util.List;

/**
 * What clients install from.
 *
 * @param id never used again
 * @param isDefault whether it answers where a URL names none
 * @param sources names of the sources that it subscribes to, in their order
 */
public record Repository(
    int id,
    String name,
    String type,
    String description,
    boolean isDefault,
    List<String> sources,
    Instant created) {

  /** What a cached answer of this repository is tagged with. */
  public String tag() {
    return "repo:" + id;
  }
}
