package dev.larder.auth.token;

import dev.larder.auth.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a token that is asked for must be like, before anyone is asked about its names. */
final class TokenRules {

  static final int MAX_DESCRIPTION = 200;
  static final int MAX_NAMES = 32;
  static final int MAX_PATTERNS = 8;

  private TokenRules() {}

  /**
   * The scopes that the token gets: those asked for or, where none are, those that fit its names.
   */
  static Outcome<List<Scope>> scopes(TokenRequest request) {
    var scopes = new ArrayList<Scope>();
    for (String text : request.scopes()) {
      Optional<Scope> scope = Scope.of(String.valueOf(text));
      if (scope.isEmpty()) {
        return Outcome.refused(
            400, "scope '%s' does not exist; there are %s".formatted(text, Scope.all()));
      }
      scopes.add(scope.get());
    }
    if (scopes.isEmpty() && !request.sources().isEmpty()) {
      scopes.add(Scope.SOURCES_WRITE);
    }
    if (request.scopes().isEmpty() && !request.repos().isEmpty()) {
      scopes.add(Scope.REPOS_READ);
    }
    return refusal(request, scopes)
        .<Outcome<List<Scope>>>map(detail -> Outcome.refused(400, detail))
        .orElseGet(() -> Outcome.done(List.copyOf(scopes)));
  }

  private static Optional<String> refusal(TokenRequest request, List<Scope> scopes) {
    if (request.description() == null || request.description().isBlank()) {
      return Optional.of("a token needs a description, so that it is known later what it is for");
    }
    if (request.description().length() > MAX_DESCRIPTION) {
      return Optional.of(
          "the description has %d characters; at most %d"
              .formatted(request.description().length(), MAX_DESCRIPTION));
    }
    if (hasControlCharacters(request.description())) {
      return Optional.of("the description must be one line without control characters");
    }
    int names = request.sources().size() + request.repos().size();
    if (names > MAX_NAMES) {
      return Optional.of(
          "%d sources and repositories are named; at most %d, or '*' for all"
              .formatted(names, MAX_NAMES));
    }
    if (wrongName(request.sources()) || wrongName(request.repos())) {
      return Optional.of("a source or a repository is named by a text that is no name");
    }
    if (scopes.isEmpty()) {
      return Optional.of("a token needs sources, repositories or the scope global:admin");
    }
    return unfit(request, scopes).or(() -> wrongProjects(request, scopes));
  }

  private static Optional<String> wrongProjects(TokenRequest request, List<Scope> scopes) {
    if (request.projects() == null) {
      return Optional.empty();
    }
    if (scopes.contains(Scope.GLOBAL_ADMIN)) {
      return Optional.of("an administrator's token can't be limited to projects");
    }
    if (!scopes.contains(Scope.SOURCES_WRITE)) {
      return Optional.of(
          "projects limit the scope %s, which this token doesn't have"
              .formatted(Scope.SOURCES_WRITE.text()));
    }
    int patterns = request.projects().size();
    if (patterns == 0 || patterns > MAX_PATTERNS) {
      return Optional.of(
          "%d patterns of projects are given; 1 to %d are possible, or none at all for every project"
              .formatted(patterns, MAX_PATTERNS));
    }
    for (String pattern : request.projects()) {
      if (ProjectPattern.parse(pattern).isEmpty()) {
        return Optional.of(
            "project '%s' is no name or pattern such as 'corp-*' of at most %d characters"
                .formatted(pattern, ProjectPattern.LONGEST));
      }
    }
    return Optional.empty();
  }

  /** The patterns of a request that these rules let pass. */
  static Optional<List<ProjectPattern>> projects(TokenRequest request) {
    return Optional.ofNullable(request.projects())
        .map(
            texts ->
                texts.stream().flatMap(t -> ProjectPattern.parse(t).stream()).distinct().toList());
  }

  private static Optional<String> unfit(TokenRequest request, List<Scope> scopes) {
    for (Scope scope : scopes) {
      if (scope.over() == Scope.Over.SOURCES && request.sources().isEmpty()) {
        return Optional.of(
            "scope %s needs the sources that it is for ('*' for all)".formatted(scope.text()));
      }
      if (scope.over() == Scope.Over.REPOS && request.repos().isEmpty()) {
        return Optional.of(
            "scope %s needs the repositories that it is for ('*' for all)".formatted(scope.text()));
      }
    }
    return Optional.empty();
  }

  private static boolean hasControlCharacters(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  /** A comma would make two names of one in the question to index-service. */
  private static boolean wrongName(List<String> names) {
    return names.stream()
        .anyMatch(
            name ->
                Objects.isNull(name)
                    || name.isBlank()
                    || name.contains(",")
                    || hasControlCharacters(name));
  }
}
