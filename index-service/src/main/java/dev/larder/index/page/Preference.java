package dev.larder.index.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One element of an {@code Accept} or {@code Accept-Encoding} header.
 *
 * @param value in lower case
 * @param quality 0 (not wanted) to 1
 */
record Preference(String value, double quality) {

  static List<Preference> parse(String header) {
    List<Preference> preferences = new ArrayList<>();
    for (String element : header.split(",")) {
      String[] parts = element.split(";");
      String value = parts[0].strip().toLowerCase(Locale.ROOT);
      if (!value.isEmpty()) {
        preferences.add(new Preference(value, quality(parts)));
      }
    }
    return preferences;
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].replace(" ", "").toLowerCase(Locale.ROOT);
      if (parameter.startsWith("q=")) {
        try {
          return Math.clamp(Double.parseDouble(parameter.substring(2)), 0, 1);
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
