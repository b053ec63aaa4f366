package dev.larder.blob.location;

import java.util.Optional;

/** Where the links of mirrored files come from. */
public interface Links {
  /**
   * The file by the link that its project's page has now, which is looked at for this; empty where
   * it is no other one, or can't be told.
   *
   * @param tried by which link the upstream refused it
   * @param forGood whether what it refused are the file's bytes, whatever the link: where its page
   *     doesn't list it any more either, it has ended
   */
  Optional<Location.Upstream> renewed(Location location, Location.Upstream tried, boolean forGood);
}
