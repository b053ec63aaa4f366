package dev.larder.auth.token;

import java.util.List;

/**
 * A token that is asked for.
 *
 * @param description whose or what for; at most 200 characters
 * @param scopes what it may do; none: what fits the names
 * @param sources names of sources, {@code *} is all
 * @param repos names of repositories, {@code *} is all
 * @param projects patterns of the projects that it may write to; null: all
 * @param expires {@code never} or a number with a unit of s, m, h, d
 */
record TokenRequest(
    String description,
    List<String> scopes,
    List<String> sources,
    List<String> repos,
    List<String> projects,
    String expires) {

  TokenRequest {
    scopes = distinct(scopes);
    sources = distinct(stripped(sources));
    repos = distinct(stripped(repos));
    projects = projects == null ? null : distinct(stripped(projects));
  }

  /** As index-service reads names; nothing stays nothing, for the rules to refuse. */
  private static List<String> stripped(List<String> names) {
    return names == null
        ? List.of()
        : names.stream().map(name -> name == null ? null : name.strip()).toList();
  }

  private static List<String> distinct(List<String> texts) {
    return texts == null ? List.of() : texts.stream().distinct().toList();
  }
}
