package dev.larder.packaging;

import java.util.List;
import java.util.Optional;

/**
 * A dependency (PEP 508), such as {@code requests[socks]>=2.8.1; python_version < "3"}.
 *
 * @param name as it was written
 * @param extras as they were written
 * @param url of a direct reference; there are no specifiers then
 * @param marker what follows the semicolon, as it was written
 */
public record Requirement(
    String name,
    List<String> extras,
    Optional<String> url,
    SpecifierSet specifiers,
    Optional<String> marker) {

  public Requirement {
    extras = List.copyOf(extras);
  }

  /** The requirement, or empty where the text is none. */
  public static Optional<Requirement> parse(String text) {
    return RequirementParser.parse(text);
  }
}
