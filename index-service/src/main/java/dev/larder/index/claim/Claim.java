package dev.larder.index.claim;

import dev.larder.packaging.ProjectName;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A source's right to names, before any file has one of them, at all instants.
 *
 * @param source its id
 * @param pattern a normalised name (PEP 503) in which {@code *} stands for any text
 */
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
    return matches(pattern, name);
  }

  /** Whether one of the two patterns covers the other, as a name. */
  public boolean overlaps(String other) {
    return matches(pattern, other) || matches(other, pattern);
  }

  private static boolean matches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int retry = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = n;
      } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++retry;
      } else {
        return false;
      }
    }
    return pattern.substring(p).chars().allMatch(c -> c == '*');
  }
}
