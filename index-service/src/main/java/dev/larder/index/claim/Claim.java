package dev.larder.index.claim;

import dev.larder.packaging.NamePattern;
import dev.larder.packaging.ProjectName;
import io.micronaut.core.annotation.Introspected;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A source's right to names, before any file has one of them, at all instants.
 *
 * @param source its id
 * @param pattern a normalised name (PEP 503) in which {@code *} stands for any text
 */
@Introspected
public record Claim(int source, String pattern) {
  private static final Pattern GOOD = Pattern.compile("[a-z0-9*](?:[a-z0-9*-]*[a-z0-9*])?");
  private static final int LONGEST = 128;

  /** A pattern as an administrator writes it, normalised; empty if no name can match it. */
  public static Optional<String> normalised(String pattern) {
    String normal = ProjectName.normalise(pattern);
    return normal.length() <= LONGEST && GOOD.matcher(normal).matches()
        ? Optional.of(normal)
        : Optional.empty();
  }

  /** Whether it is a claim to this normalised name. */
  public boolean covers(String name) {
    return new NamePattern(pattern).matches(name);
  }

  /** Whether there are names that both patterns match. */
  public boolean overlaps(String other) {
    boolean[][] meet = new boolean[pattern.length() + 1][other.length() + 1];
    for (int i = pattern.length(); i >= 0; i--) {
      for (int j = other.length(); j >= 0; j--) {
        meet[i][j] = meet(meet, i, other, j);
      }
    }
    return meet[0][0];
  }

  /** Whether what is left of both patterns from there on matches something in common. */
  private boolean meet(boolean[][] later, int i, String other, int j) {
    boolean mine = i < pattern.length();
    boolean theirs = j < other.length();
    if (mine && pattern.charAt(i) == '*') {
      return later[i + 1][j] || (theirs && later[i][j + 1]);
    }
    if (theirs && other.charAt(j) == '*') {
      return later[i][j + 1] || (mine && later[i + 1][j]);
    }
    return mine && theirs
        ? pattern.charAt(i) == other.charAt(j) && later[i + 1][j + 1]
        : !mine && !theirs;
  }
}
