package dev.larder.packaging;

import java.util.List;

/** The order of PEP 440. */
final class VersionOrder {

  private VersionOrder() {}

  static int compare(VersionParts one, VersionParts other) {
    int order = Numeral.compare(one.epoch(), other.epoch());
    if (order == 0) {
      order = compareReleases(one.release(), other.release());
    }
    if (order == 0) {
      order = comparePhases(one, other);
    }
    if (order == 0) {
      // none sorts before any post-release
      order = Numeral.compare(one.post().orElse(""), other.post().orElse(""));
    }
    if (order == 0) {
      order = compareDevs(one, other);
    }
    return order != 0 ? order : compareLocals(one.local(), other.local());
  }

  /** Missing numbers count as zeros. */
  static int compareReleases(List<String> one, List<String> other) {
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      int order = Numeral.compare(numberAt(one, i), numberAt(other, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  static String numberAt(List<String> release, int i) {
    return i < release.size() ? release.get(i) : "0";
  }

  static List<String> trimmed(List<String> release) {
    int end = release.size();
    while (end > 1 && release.get(end - 1).equals("0")) {
      end--;
    }
    return release.subList(0, end);
  }

  private static int comparePhases(VersionParts one, VersionParts other) {
    if (one.pre().isEmpty() || other.pre().isEmpty()) {
      return Integer.compare(rankBesidePhases(one), rankBesidePhases(other));
    }
    int order = one.pre().get().phase().compareTo(other.pre().get().phase());
    return order != 0
        ? order
        : Numeral.compare(one.pre().get().number(), other.pre().get().number());
  }

  /** {@code 1.0.dev1} sorts before {@code 1.0a1}, {@code 1.0} after {@code 1.0rc1}. */
  private static int rankBesidePhases(VersionParts version) {
    if (version.pre().isPresent()) {
      return 0;
    }
    return version.post().isEmpty() && version.dev().isPresent() ? -1 : 1;
  }

  private static int compareDevs(VersionParts one, VersionParts other) {
    if (one.dev().isEmpty() || other.dev().isEmpty()) {
      return Boolean.compare(one.dev().isEmpty(), other.dev().isEmpty());
    }
    return Numeral.compare(one.dev().get(), other.dev().get());
  }

  /**
   * Words before numbers, a shorter label before a longer one that begins with it, no label first.
   */
  private static int compareLocals(List<String> one, List<String> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      String a = one.get(i);
      String b = other.get(i);
      boolean aNumber = Numeral.isDigits(a);
      int order = Boolean.compare(aNumber, Numeral.isDigits(b));
      if (order == 0) {
        order = aNumber ? Numeral.compare(a, b) : a.compareTo(b);
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}
