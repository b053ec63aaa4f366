package dev.larder.service.caller;

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
public record Grants(
    Set<String> scopes,
    Set<String> sources,
    Set<String> repos,
    Optional<List<NamePattern>> projects) {
  /** Nothing. */
  public static final Grants NONE = new Grants(Set.of(), Set.of(), Set.of(), Optional.empty());

  /** What lets somebody read a repository. */
  public static final String READ_REPO = "repos:read";

  /** What lets somebody see a source. */
  public static final String READ_SOURCE = "sources:read";

  /** What lets somebody see a source and change what is in it. */
  public static final String WRITE_SOURCE = "sources:write";

  /**
   * What somebody is told who lacks a scope.
   *
   * @param what it is needed for
   */
  public static String lacking(String scope, String what) {
    return "these credentials lack %s for %s; create a token that has it".formatted(scope, what);
  }

  /** Whether the repository with this id may be read. */
  public boolean readsRepo(String id) {
    return scopes.contains(READ_REPO) && covers(repos, id);
  }

  /** Whether the source with this id may be seen. */
  public boolean readsSource(long id) {
    return (scopes.contains(READ_SOURCE) || writes()) && covers(sources, Long.toString(id));
  }

  /** Whether some source may be written to. */
  public boolean writes() {
    return scopes.contains(WRITE_SOURCE);
  }

  /** Whether the source with this id may be written to. */
  public boolean writesSource(long id) {
    return writes() && covers(sources, Long.toString(id));
  }

  /** Whether this project may be written to, in a source that may be. */
  public boolean writesProject(String normalised) {
    return projects.isEmpty()
        || projects.get().stream().anyMatch(pattern -> pattern.matches(normalised));
  }

  private static boolean covers(Set<String> ids, String id) {
    return ids.contains("*") || ids.contains(id);
  }
}
