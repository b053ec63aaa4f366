package dev.larder.packaging;

/**
 * Text from outside made fit for a message: one line, no control characters, not longer than anyone
 * reads.
 */
final class OneLine {

  private static final int LONGEST = 200;

  private OneLine() {}

  static String of(String text) {
    String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    return shown
        .codePoints()
        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
