package dev.larder.index.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page's URL, taken apart: {@code /simple/…}, {@code /{snapshot}/simple/…}, {@code
 * /{repo}/{snapshot}/simple/…}, of a root page or a project's.
 *
 * @param repository its name; empty for the default one
 * @param snapshot as the URL spells it, {@code latest} where it says nothing
 * @param project as the URL spells it; empty for the root page
 * @param lastSlash whether the URL ends in a slash
 * @param depth how many folders lie between the host, or the repository's folder, and the page
 */
public record PagePath(
    String repository, String snapshot, Optional<String> project, boolean lastSlash, int depth) {
  private static final String SIMPLE = "simple";

  /** Takes a path apart; empty if it is no page's. */
  public static Optional<PagePath> parse(String rawPath) {
    boolean lastSlash = rawPath.endsWith("/");
    List<String> parts = parts(rawPath);
    // A project may be called so too.
    int simple = parts.indexOf(SIMPLE);
    if (parts.stream().anyMatch(String::isEmpty)
        || simple < 0
        || simple > 2
        || parts.size() > simple + 2) {
      return Optional.empty();
    }
    SnapshotPath snapshotPath = SnapshotPath.before(simple, parts);
    return Optional.of(
        new PagePath(
            snapshotPath.repository(),
            snapshotPath.snapshot(),
            parts.size() > simple + 1 ? Optional.of(parts.getLast()) : Optional.empty(),
            lastSlash,
            (simple == 0 ? 1 : 2) + parts.size() - simple - 1));
  }

  /** What stands between a path's slashes, decoded; nothing where it can't be. */
  public static List<String> parts(String rawPath) {
    List<String> parts = new ArrayList<>();
    for (String part : rawPath.substring(1).split("/", -1)) {
      parts.add(decoded(part));
    }
    if (rawPath.endsWith("/")) {
      parts.removeLast();
    }
    return parts;
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
