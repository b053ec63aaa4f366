package dev.larder.index.metadata;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What summaries are searched for: every word of a text, each anywhere in them, in either case.
 *
 * @param patterns of the words, as SQL has them; the one that the index finds most by comes first
 * @param isThere whether the index can find summaries by it
 */
public record SummaryText(List<String> patterns, boolean isThere) {
  /** Fewer letters and digits in a row have nothing that the index could find them by. */
  static final int SHORTEST = 3;

  private static final int MOST_WORDS = 16;
  private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{N}]+");

  /** Of a text as somebody typed it; what is said beyond {@value #MOST_WORDS} words is left out. */
  public static SummaryText of(String typed) {
    List<String> words =
        Arrays.stream(typed.replace('\0', ' ').strip().split("\\s+"))
            .limit(MOST_WORDS)
            .sorted(Comparator.comparing(SummaryText::letters).reversed())
            .toList();
    return new SummaryText(
        words.stream().map(SummaryText::pattern).toList(), letters(words.getFirst()) >= SHORTEST);
  }

  String first() {
    return patterns.getFirst();
  }

  /** How many there are in a row. */
  private static int letters(String word) {
    return LETTERS
        .matcher(word)
        .results()
        .map(MatchResult::group)
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  private static String pattern(String word) {
    return "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}
