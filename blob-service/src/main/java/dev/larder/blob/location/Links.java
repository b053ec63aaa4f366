package dev.larder.blob.location;

import java.util.Optional;

/** Where the links of mirrored files come from. */
public interface Links {
  /**
   * The file by the link that its project's page has now, which is looked at for this; empty where
   * it is no other one, or can't be told.
   */
  Optional<Location.Upstream> renewed(Location location);
}
