package dev.larder.upload.caller;

import dev.larder.packaging.ProjectName;

/**
 * Names of projects in PEP 503 form, {@code *} for any run of characters.
 *
 * @param text such as {@code corp-*}
 */
public record ProjectPattern(String text) {

  /** Takes time in proportion to the product of both lengths at most, whatever the pattern. */
  boolean matches(ProjectName project) {
    String name = project.normalised();
    int inText = 0;
    int inName = 0;
    int star = -1;
    int fromStar = 0;
    while (inName < name.length()) {
      if (inText < text.length() && text.charAt(inText) == '*') {
        star = inText++;
        fromStar = inName;
      } else if (inText < text.length() && text.charAt(inText) == name.charAt(inName)) {
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
