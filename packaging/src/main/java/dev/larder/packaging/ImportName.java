package dev.larder.packaging;

import java.util.Set;

/** The names that a distribution is imported by (PEP 794): {@code a.b} or {@code _a ; private}. */
final class ImportName {

  private static final Set<String> KEYWORDS =
      Set.of(
          ("False None True and as assert async await break class continue def del elif else except"
                  + " finally for from global if import in is lambda nonlocal not or pass raise"
                  + " return try while with yield")
              .split(" "));

  private ImportName() {}

  /** Whether it is one; the empty one says that there is nothing to import. */
  static boolean isValid(String text) {
    int semicolon = text.indexOf(';');
    String name = Whitespace.strip(semicolon < 0 ? text : text.substring(0, semicolon));
    boolean option =
        semicolon < 0 || Whitespace.strip(text.substring(semicolon + 1)).equals("private");
    return option && (text.isEmpty() || areIdentifiers(name.split("\\.", -1)));
  }

  private static boolean areIdentifiers(String[] names) {
    for (String name : names) {
      if (name.isEmpty()
          || KEYWORDS.contains(name)
          || !isStart(name.codePointAt(0))
          || !name.codePoints().allMatch(ImportName::isPart)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isStart(int c) {
    return c == '_' || Character.isUnicodeIdentifierStart(c);
  }

  private static boolean isPart(int c) {
    return c == '_'
        || (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }
}
