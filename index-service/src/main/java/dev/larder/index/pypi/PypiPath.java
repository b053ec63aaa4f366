package dev.larder.index.pypi;

import dev.larder.index.page.Links;
import dev.larder.index.page.PagePath;
import dev.larder.index.page.SnapshotPath;
import java.util.List;
import java.util.Optional;

/**
 * The URL of a project in PyPI's JSON API, taken apart (RJSON-1): {@code /pypi/{project}/json} or
 * {@code /pypi/{project}/{version}/json}, alone, behind {@code /{snapshot}} or behind {@code
 * /{repo}/{snapshot}}.
 *
 * @param root the path before {@code /pypi}, as the URL spells it
 * @param files the path before {@code /packages}
 * @param project as the URL spells it
 * @param version as the URL spells it; empty for the project as a whole
 * @param lastSlash whether the URL ends in a slash
 */
public record PypiPath(
    SnapshotPath snapshotPath,
    String root,
    String files,
    String project,
    Optional<String> version,
    boolean lastSlash) {
  private static final String PYPI = "pypi";
  private static final String JSON = "json";

  /** Takes a path apart; empty if it is none of these. */
  public static Optional<PypiPath> parse(String rawPath) {
    List<String> parts = PagePath.parts(rawPath);
    if (parts.stream().anyMatch(String::isEmpty)) {
      return Optional.empty();
    }
    // A repository and a project may be called so too.
    for (int at = 0; at <= 2 && at < parts.size(); at++) {
      List<String> rest = parts.subList(at + 1, parts.size());
      boolean whole = rest.size() == 2;
      if (parts.get(at).equals(PYPI)
          && (whole || rest.size() == 3)
          && rest.getLast().equals(JSON)) {
        SnapshotPath snapshotPath = SnapshotPath.before(at, parts);
        StringBuilder root = new StringBuilder();
        parts.subList(0, at).forEach(part -> root.append('/').append(Links.encoded(part)));
        return Optional.of(
            new PypiPath(
                snapshotPath,
                root.toString(),
                at == 2 ? "/" + Links.encoded(snapshotPath.repository()) : "",
                rest.getFirst(),
                whole ? Optional.empty() : Optional.of(rest.get(1)),
                rawPath.endsWith("/")));
      }
    }
    return Optional.empty();
  }

  /** Where it is by the project's normalised name, seen from this URL; empty if that is here. */
  Optional<String> better(String normalised) {
    if (project.equals(normalised) && !lastSlash) {
      return Optional.empty();
    }
    String tail = version.map(text -> Links.encoded(text) + "/").orElse("") + JSON;
    int up = (version.isPresent() ? 2 : 1) + (lastSlash ? 1 : 0);
    return Optional.of("../".repeat(up) + normalised + "/" + tail);
  }
}
