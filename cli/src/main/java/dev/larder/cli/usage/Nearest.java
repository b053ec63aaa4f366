package dev.larder.cli.usage;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The known word that the fewest changes make of this one; empty where even that would take more
   * changes than a slip of the finger: one in three letters.
   */
  public static Optional<String> to(String word, Collection<String> known) {
    return known.stream()
        .filter(other -> distance(word, other) <= Math.max(1, other.length() / 3))
        .min(Comparator.comparingInt(other -> distance(word, other)));
  }

  /** How many letters are to be added, taken away, changed or swapped (optimal alignment). */
  static int distance(String one, String other) {
    int[][] costs = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        costs[i][j] = i == 0 || j == 0 ? i + j : cost(costs, one, other, i, j);
      }
    }
    return costs[one.length()][other.length()];
  }

  private static int cost(int[][] costs, String one, String other, int i, int j) {
    boolean same = one.charAt(i - 1) == other.charAt(j - 1);
    int cost =
        Math.min(
            costs[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(costs[i - 1][j], costs[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(cost, costs[i - 2][j - 2] + 1) : cost;
  }
}
