package dev.larder.packaging;

/**
 * A number of a version, as its decimal digits without leading zeros. Versions hold dates, times
 * and hashes, so no integer type is wide enough, and nothing is ever computed with them but their
 * order.
 */
final class Numeral {

  private Numeral() {}

  static String of(String digits) {
    int from = 0;
    while (from < digits.length() - 1 && digits.charAt(from) == '0') {
      from++;
    }
    return digits.substring(from);
  }

  static int compare(String one, String other) {
    int byLength = Integer.compare(one.length(), other.length());
    return byLength != 0 ? byLength : one.compareTo(other);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
