package dev.larder.index.page;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The representations of a page (PEP 691), in the order that ties are broken in (R691-8). */
enum Format {
  TEXT_HTML("text/html", "text/html; charset=utf-8"),
  V1_HTML("application/vnd.pypi.simple.v1+html", "application/vnd.pypi.simple.v1+html"),
  V1_JSON("application/vnd.pypi.simple.v1+json", "application/vnd.pypi.simple.v1+json");

  private final String type;
  private final String contentType;

  Format(String type, String contentType) {
    this.type = type;
    this.contentType = contentType;
  }

  /** What stands in {@code Content-Type}. */
  String contentType() {
    return contentType;
  }

  boolean isJson() {
    return this == V1_JSON;
  }

  /** The one that {@code ?format=} names (R691-10). */
  static Optional<Format> named(String type) {
    String plain = type.strip().toLowerCase(Locale.ROOT).replace(' ', '+');
    for (Format format : values()) {
      if (format.names().contains(plain)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /**
   * The one that {@code Accept} prefers (R691-8, R691-9). Where it takes none of them the answer is
   * HTML, as PyPI's is (R691-7).
   */
  static Format negotiate(String accept) {
    List<Preference> preferences = Preference.parse(accept);
    if (preferences.isEmpty()) {
      return TEXT_HTML;
    }
    Format best = TEXT_HTML;
    double bestQuality = 0;
    for (Format format : values()) {
      double quality = format.quality(preferences);
      if (quality > bestQuality) {
        best = format;
        bestQuality = quality;
      }
    }
    return best;
  }

  /** The quality that the most specific range gives this format. */
  private double quality(List<Preference> preferences) {
    int specificity = 0;
    double quality = 0;
    for (Preference preference : preferences) {
      int found = specificity(preference.value());
      if (found > specificity || (found == specificity && preference.quality() > quality)) {
        specificity = found;
        quality = preference.quality();
      }
    }
    return specificity == 0 ? 0 : quality;
  }

  private int specificity(String range) {
    if (names().contains(range)) {
      return 3;
    }
    String family = type.substring(0, type.indexOf('/')) + "/*";
    return range.equals(family) ? 2 : range.equals("*/*") ? 1 : 0;
  }

  private List<String> names() {
    return List.of(type, type.replace(".v1+", ".latest+"));
  }
}
