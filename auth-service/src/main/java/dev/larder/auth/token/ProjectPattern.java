package dev.larder.auth.token;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of projects in PEP 503 form, {@code *} for any run of characters.
 *
 * @param text normalised
 */
public record ProjectPattern(@JsonValue String text) {

  static final int LONGEST = 64;

  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");
  private static final Pattern STARS = Pattern.compile("\\*+");
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9*](?:[a-z0-9*-]*[a-z0-9*])?");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ProjectPattern {}

  /** The pattern that is meant by a text, if there can be a name that it matches. */
  public static Optional<ProjectPattern> parse(String text) {
    if (text == null) {
      return Optional.empty();
    }
    String dashed = SEPARATORS.matcher(text.strip()).replaceAll("-");
    String normalised = STARS.matcher(dashed.toLowerCase(Locale.ROOT)).replaceAll("*");
    return normalised.length() <= LONGEST && SHAPE.matcher(normalised).matches()
        ? Optional.of(new ProjectPattern(normalised))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
