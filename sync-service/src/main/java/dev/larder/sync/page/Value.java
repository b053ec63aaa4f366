package dev.larder.sync.page;

/**
 * Values as pages write them: what is blank is absent. What no database and no page can hold is
 * left out of them: control characters but for tabs and line ends; halves of a character become
 * U+FFFD.
 */
final class Value {
  private Value() {}

  static String text(String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    String clean = isPlain(value) ? value.strip() : cleaned(value).strip();
    return clean.isEmpty() ? null : clean;
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (!isPlain(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7f || !Character.isSurrogate(c) && !isControl(c);
  }

  private static boolean isControl(int c) {
    return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
  }

  private static String cleaned(String value) {
    StringBuilder clean = new StringBuilder(value.length());
    value
        .codePoints()
        .filter(c -> !isControl(c))
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
