package dev.larder.auth.token;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a token may do. */
public enum Scope {
  REPOS_READ("repos:read", Over.REPOS),
  SOURCES_WRITE("sources:write", Over.SOURCES),
  SOURCES_READ("sources:read", Over.SOURCES),
  GLOBAL_ADMIN("global:admin", Over.EVERYTHING);

  /** What a scope is over, and so which names a token with it must carry. */
  enum Over {
    SOURCES,
    REPOS,
    EVERYTHING
  }

  private final String text;
  private final Over over;

  Scope(String text, Over over) {
    this.text = text;
    this.over = over;
  }

  /** As it stands in requests and in tokens. */
  public String text() {
    return text;
  }

  Over over() {
    return over;
  }

  static Optional<Scope> of(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
  }

  static String all() {
    return Arrays.stream(values()).map(Scope::text).collect(Collectors.joining(", "));
  }
}
