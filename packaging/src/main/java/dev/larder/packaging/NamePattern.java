package dev.larder.packaging;

/**
 * Names of projects in PEP 503 form, {@code *} for any run of characters.
 *
 * @param text such as {@code corp-*}
 */
public record NamePattern(String text) {

  /**
   * Whether it is one of them; in time proportional to the product of both lengths at most,
   * whatever the pattern.
   *
   * @param normalised a name in PEP 503 form
   */
  public boolean matches(String normalised) {
    int inText = 0;
    int inName = 0;
    int star = -1;
    int fromStar = 0;
    while (inName < normalised.length()) {
      if (inText < text.length() && text.charAt(inText) == '*') {
        star = inText++;
        fromStar = inName;
      } else if (inText < text.length() && text.charAt(inText) == normalised.charAt(inName)) {
        inText++;
        inName++;
      } else if (star >= 0) {
        inText = star + 1;
        inName = ++fromStar;
      } else {
        return false;
      }
    }
    return text.substring(inText).chars().allMatch(c -> c == '*');
  }
}
