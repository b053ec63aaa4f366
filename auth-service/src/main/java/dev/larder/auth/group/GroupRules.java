package dev.larder.auth.group;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a group must be like, before anyone is asked about its names. */
public final class GroupRules {

  static final int MAX_NAMES = 32;

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._ -]{0,62}[A-Za-z0-9])?");

  private GroupRules() {}

  /** Whether it can be a group's name. What can't is never asked Keycloak for. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** What is wrong with a group of this name, role, repositories and sources; one line. */
  static Optional<String> refusal(
      String name, Role role, List<String> repos, List<String> sources) {
    if (!isName(name)) {
      return Optional.of(
          "'%s' is no name for a group: 1 to 64 letters, digits, '.', '_', '-' or blanks, with a letter or digit at both ends"
              .formatted(name));
    }
    if (role == Role.ADMIN && !(repos.isEmpty() && sources.isEmpty())) {
      return Optional.of(
          "a group of role admin may do everything, so leave repositories and sources out");
    }
    if (role == Role.READER && !sources.isEmpty()) {
      return Optional.of(
          "a group of role reader has no sources; give it the role publisher, or leave them out");
    }
    if (repos.size() + sources.size() > MAX_NAMES) {
      return Optional.of(
          "%d sources and repositories are named; at most %d, or '*' for all"
              .formatted(repos.size() + sources.size(), MAX_NAMES));
    }
    return Stream.concat(repos.stream(), sources.stream())
        .filter(GroupRules::isNoName)
        .findFirst()
        .map(text -> "'%s' can't be the name of a source or a repository".formatted(text));
  }

  /** A comma would make two names of one in the question to index-service. */
  private static boolean isNoName(String name) {
    return name.isBlank() || name.contains(",") || name.chars().anyMatch(Character::isISOControl);
  }
}
