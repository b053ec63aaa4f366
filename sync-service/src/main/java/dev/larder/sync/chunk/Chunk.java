package dev.larder.sync.chunk;

import dev.larder.sync.catalogue.Wanted;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;

/**
 * Some names that one replica looks at.
 *
 * @param number its own within the run
 * @param secondLook whether they are looked at a second time, after the run's end
 * @param done which of them were looked at already, by their places
 * @param claim by which it is worked on, each time another one
 */
public record Chunk(
    UUID run, int number, boolean secondLook, List<Wanted> names, BitSet done, UUID claim) {
  /** How many names one has at most. */
  public static final int SIZE = 500;
}
