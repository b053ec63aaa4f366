package dev.larder.stack.upstream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code pip config list} printed: lines {@code section.key='value'}, the section {@code
 * :env:} for variables of the environment. Where a key stands in several, pip takes the
 * environment's before {@code install}'s before {@code global}'s.
 */
public record PipConfiguration(Map<String, String> values) {
  private static final List<String> SECTIONS = List.of(":env:.", "install.", "global.");
  private static final Set<String> TRUE = Set.of("1", "true", "yes", "on", "y", "t");

  public PipConfiguration {
    values = Map.copyOf(values);
  }

  /** Reads pip's output; lines of another form are passed over. */
  public static PipConfiguration parse(String output) {
    Map<String, String> values = new LinkedHashMap<>();
    output
        .lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              if (equals > 0 && !line.startsWith(" ")) {
                unquote(line.substring(equals + 1).strip())
                    .ifPresent(value -> values.put(line.substring(0, equals).strip(), value));
              }
            });
    return new PipConfiguration(values);
  }

  /**
   * Index URLs in pip's order, then folders of {@code find-links}, as they are written; a web page
   * of links is no index.
   */
  public List<String> places() {
    List<String> places = new ArrayList<>();
    boolean noIndex =
        value("no-index").map(text -> TRUE.contains(text.toLowerCase(Locale.ROOT))).orElse(false);
    if (!noIndex) {
      value("index-url").ifPresent(text -> places.addAll(words(text)));
      value("extra-index-url").ifPresent(text -> places.addAll(words(text)));
    }
    value("find-links").stream()
        .flatMap(text -> words(text).stream())
        .filter(place -> !place.startsWith("http"))
        .forEach(places::add);
    return places.stream().distinct().toList();
  }

  private Optional<String> value(String key) {
    return SECTIONS.stream()
        .map(section -> values.getOrDefault(section + key, ""))
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }

  /** Undoes Python's {@code repr} of a string. */
  private static Optional<String> unquote(String text) {
    if (text.length() < 2
        || "'\"".indexOf(text.charAt(0)) < 0
        || text.charAt(0) != text.charAt(text.length() - 1)) {
      return Optional.empty();
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() - 1) {
        char escaped = text.charAt(++i);
        plain.append(
            switch (escaped) {
              case 'n' -> '\n';
              case 't' -> '\t';
              case 'r' -> '\r';
              default -> escaped;
            });
      } else {
        plain.append(c);
      }
    }
    return Optional.of(plain.toString());
  }
}
