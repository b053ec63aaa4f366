package dev.larder.index.content;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody may have meant. */
final class Nearest {
  private Nearest() {}

  /** Says it at the end of a line; nothing where there is nothing. */
  static String said(String text, Collection<String> known) {
    return to(text, known).map("; the nearest is '%s'"::formatted).orElse("");
  }

  /** The one that the fewest changes of a character make of it, if that leaves half of it. */
  static Optional<String> to(String text, Collection<String> known) {
    return known.stream()
        .filter(each -> distance(text, each) <= Math.max(2, each.length() / 2))
        .min(
            Comparator.comparingInt((String each) -> distance(text, each))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int distance(String from, String to) {
    int[] before = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = before[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(before[j], row[j - 1]));
      }
      before = row;
    }
    return before[to.length()];
  }
}
