package dev.larder.auth.owner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What somebody may at this moment, by their roles and groups.
 *
 * @param admin whether everything is theirs to do
 * @param scopes what they may do
 * @param sources the ids that they may do it to, {@code *} is all
 * @param repos the ids that they may do it to, {@code *} is all
 */
public record Rights(boolean admin, List<String> scopes, List<String> sources, List<String> repos) {

  private static final String ALL = "*";

  /** Those of somebody who may nothing. */
  public static final Rights NONE = new Rights(false, List.of(), List.of(), List.of());

  /** What roles of the realm mean, as the gateway reads them in an access token. */
  public static Rights of(
      Collection<String> roles, Collection<String> sources, Collection<String> repos) {
    boolean publishes = roles.contains("publisher");
    List<String> scopes = new ArrayList<>();
    if (publishes || roles.contains("reader")) {
      scopes.add("repos:read");
    }
    if (publishes) {
      scopes.addAll(List.of("sources:read", "sources:write"));
    }
    return new Rights(
        roles.contains("admin"), List.copyOf(scopes), List.copyOf(sources), List.copyOf(repos));
  }

  /** Whether nothing of the others' is lacking here. */
  public boolean cover(Rights others) {
    return admin
        || (!others.admin
            && scopes.containsAll(others.scopes)
            && reach(sources, others.sources)
            && reach(repos, others.repos));
  }

  private static boolean reach(List<String> all, List<String> ids) {
    return all.contains(ALL) || all.containsAll(ids);
  }
}
