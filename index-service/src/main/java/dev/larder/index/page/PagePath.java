package dev.larder.index.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page's URL, taken apart: {@code /simple/…}, {@code /latest/simple/…}, {@code
 * /{repo}/latest/simple/…}, of a root page or a project's.
 *
 * @param repository its name; empty for the default one
 * @param project as the URL spells it; empty for the root page
 * @param lastSlash whether the URL ends in a slash
 * @param depth how many folders lie between the host, or the repository's folder, and the page
 */
record PagePath(String repository, Optional<String> project, boolean lastSlash, int depth) {
  private static final String SIMPLE = "simple";
  private static final String LATEST = "latest";

  /** Takes a path apart; empty if it is no page's. */
  static Optional<PagePath> parse(String rawPath) {
    boolean lastSlash = rawPath.endsWith("/");
    List<String> parts = new ArrayList<>();
    for (String part : rawPath.substring(1).split("/", -1)) {
      parts.add(decoded(part));
    }
    if (lastSlash) {
      parts.removeLast();
    }
    if (parts.stream().anyMatch(String::isEmpty)) {
      return Optional.empty();
    }
    String repository = "";
    int depth = 1;
    if (!parts.isEmpty() && !parts.getFirst().equals(SIMPLE)) {
      depth = 2;
      if (!parts.getFirst().equals(LATEST)) {
        repository = parts.removeFirst();
      }
      if (parts.isEmpty() || !parts.removeFirst().equals(LATEST)) {
        return Optional.empty();
      }
    }
    if (parts.isEmpty() || !parts.removeFirst().equals(SIMPLE) || parts.size() > 1) {
      return Optional.empty();
    }
    Optional<String> project = parts.stream().findFirst();
    return Optional.of(new PagePath(repository, project, lastSlash, depth + parts.size()));
  }

  /** The way from the page to the folder that holds {@code packages/}. */
  String up() {
    return "../".repeat(depth);
  }

  private static String decoded(String part) {
    try {
      return Optional.ofNullable(URI.create("/" + part).getPath()).orElse("/").substring(1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
