package dev.larder.index.access;

import dev.larder.packaging.NamePattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody may who isn't an administrator.
 *
 * @param sources ids, or {@code *}
 * @param repos ids, or {@code *}
 * @param projects patterns of normalised names, {@code *} for any run of characters, that writing
 *     is limited to; empty: no limit
 */
public record Reach(
    Set<String> scopes,
    Set<String> sources,
    Set<String> repos,
    Optional<List<NamePattern>> projects) {
  static final Reach NONE = new Reach(Set.of(), Set.of(), Set.of(), Optional.empty());

  /** What lets somebody read a repository. */
  public static final String READ_REPO = "repos:read";

  /** What lets somebody see a source. */
  public static final String READ_SOURCE = "sources:read";

  /** What lets somebody change what is in a source. */
  public static final String WRITE_SOURCE = "sources:write";

  public boolean readsRepo(int id) {
    return scopes.contains(READ_REPO) && covers(repos, id);
  }

  public boolean readsSource(int id) {
    return (scopes.contains(READ_SOURCE) || scopes.contains(WRITE_SOURCE)) && covers(sources, id);
  }

  public boolean writesSource(int id) {
    return scopes.contains(WRITE_SOURCE) && covers(sources, id);
  }

  public boolean writesProject(String normalised) {
    return projects.isEmpty()
        || projects.get().stream().anyMatch(pattern -> pattern.matches(normalised));
  }

  /** What somebody is told whose credentials don't reach so far. */
  public static String lacking(String scope, String what) {
    return "these credentials lack %s for %s; create a token that has it".formatted(scope, what);
  }

  private static boolean covers(Set<String> ids, int id) {
    return ids.contains("*") || ids.contains(Integer.toString(id));
  }
}
