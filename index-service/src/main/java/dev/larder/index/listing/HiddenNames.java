package dev.larder.index.listing;

import dev.larder.index.claim.Claim;
import dev.larder.index.project.OwnedNames.Hidden;
import dev.larder.index.source.Source;
import java.util.ArrayList;
import java.util.List;

/** What claims hide, said of whole sources. */
public final class HiddenNames {
  private HiddenNames() {}

  /**
   * The names that sources don't show: those for which {@link
   * dev.larder.index.claim.Claims#open(List, java.util.function.Function, java.util.Collection)}
   * leaves a source out.
   *
   * @param inOrder the sources, in the repository's order
   * @param claims that stand now
   */
  public static List<Hidden> of(List<Source> inOrder, List<Claim> claims) {
    List<Hidden> hidden = new ArrayList<>();
    List<Integer> before = new ArrayList<>();
    for (Source source : inOrder) {
      for (Claim claim : claims) {
        boolean ofAnother = claim.source() != source.id();
        if (before.contains(claim.source()) || (ofAnother && !source.isLocal())) {
          hidden.add(new Hidden(source.id(), claim.pattern()));
        }
      }
      before.add(source.id());
    }
    return hidden;
  }
}
