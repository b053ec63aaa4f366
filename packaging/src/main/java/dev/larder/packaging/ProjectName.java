package dev.larder.packaging;

import java.util.Locale;
import java.util.Optional;

/**
 * The name of a project: as somebody wrote it, and normalised (PEP 503). Two names are equal when
 * their normalised forms are.
 */
public final class ProjectName implements Comparable<ProjectName> {

  private final String display;
  private final String normalised;

  private ProjectName(String display) {
    this.display = display;
    this.normalised = normalise(display);
  }

  /**
   * The name, or empty where the text is not a valid one: ASCII letters, digits, {@code . _ -}, no
   * separator at an end.
   */
  public static Optional<ProjectName> parse(String text) {
    return isValid(text) ? Optional.of(new ProjectName(text)) : Optional.empty();
  }

  /**
   * The name.
   *
   * @throws IllegalArgumentException with one line that names the text, where it is not a valid
   *     name
   */
  public static ProjectName of(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is not a valid project name: letters, digits, '.', '_' and '-', a letter or digit at both ends"
                        .formatted(OneLine.of(text))));
  }

  /** The name as it was written. */
  public String display() {
    return display;
  }

  /** Lower case, every run of {@code . _ -} one hyphen (PEP 503). */
  public String normalised() {
    return normalised;
  }

  /** As it stands in file names: normalised, with underscores for hyphens (PEP 427, PEP 625). */
  public String inFileNames() {
    return normalised.replace('-', '_');
  }

  private static boolean isValid(String text) {
    if (text.isEmpty()
        || !isAlphanumeric(text.charAt(0))
        || !isAlphanumeric(text.charAt(text.length() - 1))) {
      return false;
    }
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (!isAlphanumeric(c) && !isSeparator(c)) {
        return false;
      }
    }
    return true;
  }

  /** Normalises any text, also one that is not a valid name. */
  public static String normalise(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isSeparator(c)) {
        out.append(c);
      } else if (out.isEmpty() || out.charAt(out.length() - 1) != '-') {
        out.append('-');
      }
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean isSeparator(char c) {
    return c == '-' || c == '_' || c == '.';
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  @Override
  public int compareTo(ProjectName other) {
    return normalised.compareTo(other.normalised);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProjectName name && normalised.equals(name.normalised);
  }

  @Override
  public int hashCode() {
    return normalised.hashCode();
  }

  /** The normalised name. */
  @Override
  public String toString() {
    return normalised;
  }
}
