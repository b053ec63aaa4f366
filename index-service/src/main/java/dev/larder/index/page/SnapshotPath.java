package dev.larder.index.page;

import dev.larder.index.snapshot.SnapshotName;
import java.util.List;

/**
 * A repository and a snapshot as the beginning of a path names them: nothing, {@code /{snapshot}}
 * or {@code /{repo}/{snapshot}}.
 *
 * @param repository its name; empty for the default one
 * @param snapshot as the URL spells it, {@code latest} where it says nothing
 */
public record SnapshotPath(String repository, String snapshot) {

  /** What stands before the part with that index, which is at most 2. */
  public static SnapshotPath before(int index, List<String> parts) {
    return new SnapshotPath(
        index == 2 ? parts.getFirst() : "",
        index == 0 ? SnapshotName.LATEST : parts.get(index - 1));
  }
}
