package dev.larder.packaging;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Content types that a description may have (PEP 566). */
final class ContentTypes {

  private static final List<String> TYPES = List.of("text/plain", "text/x-rst", "text/markdown");
  private static final List<String> VARIANTS = List.of("GFM", "CommonMark");

  private ContentTypes() {}

  /** What is wrong with it, in one line. */
  static Optional<String> wrong(String value) {
    String[] parts = value.split(";", -1);
    String type = Whitespace.strip(parts[0]).toLowerCase(Locale.ROOT);
    if (!TYPES.contains(type)) {
      return Optional.of(
          "'description-content-type' must be one of ['text/plain', 'text/x-rst', 'text/markdown'], not '%s'"
              .formatted(OneLine.of(value)));
    }
    for (int i = 1; i < parts.length; i++) {
      Optional<String> wrong = wrongParameter(type, Whitespace.strip(parts[i]));
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> wrongParameter(String type, String parameter) {
    int equals = parameter.indexOf('=');
    if (equals < 0) {
      return Optional.empty();
    }
    String name = Whitespace.strip(parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
    String value = unquoted(Whitespace.strip(parameter.substring(equals + 1)));
    if (name.equals("charset") && !value.equalsIgnoreCase("utf-8")) {
      return Optional.of(
          "'description-content-type' can only specify the UTF-8 charset, not '%s'"
              .formatted(OneLine.of(value)));
    }
    return name.equals("variant") && type.equals("text/markdown") && !VARIANTS.contains(value)
        ? Optional.of(
            "valid Markdown variants for 'description-content-type' are ['GFM', 'CommonMark'], not '%s'"
                .formatted(OneLine.of(value)))
        : Optional.empty();
  }

  private static String unquoted(String value) {
    return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }
}
