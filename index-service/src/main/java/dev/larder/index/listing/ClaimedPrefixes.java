package dev.larder.index.listing;

import dev.larder.index.claim.Claim;
import java.util.ArrayList;
import java.util.List;

/** What the names that claims are to begin with. */
public final class ClaimedPrefixes {
  private ClaimedPrefixes() {}

  /**
   * Every name that begins with {@code search} and that a claim is to begins with exactly one of
   * these.
   */
  public static List<String> of(List<Claim> claims, String search) {
    List<String> prefixes = new ArrayList<>();
    claims.stream()
        .map(claim -> literal(claim.pattern()))
        .filter(prefix -> prefix.startsWith(search) || search.startsWith(prefix))
        .map(prefix -> prefix.length() > search.length() ? prefix : search)
        .sorted()
        .forEach(
            prefix -> {
              if (prefixes.stream().noneMatch(prefix::startsWith)) {
                prefixes.add(prefix);
              }
            });
    return prefixes;
  }

  private static String literal(String pattern) {
    int star = pattern.indexOf('*');
    return star < 0 ? pattern : pattern.substring(0, star);
  }
}
