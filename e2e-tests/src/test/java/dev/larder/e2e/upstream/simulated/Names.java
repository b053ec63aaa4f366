package dev.larder.e2e.upstream.simulated;

import java.util.OptionalInt;

/**
 * Names of projects, such as {@code bakoti-dulemo}: their order is that of the projects' numbers,
 * so that a root page is sorted, and a name says the number.
 */
final class Names {
  /** How many names there are. */
  static final int MOST = 60_000_000;

  private static final String CONSONANTS = "bdfgklmnprstvz";
  private static final String VOWELS = "aeiou";
  private static final int SYLLABLES = 6;
  private static final int HYPHEN = 6;

  /** How far apart two names are at least: 70 to the power of 6 syllables, over {@link #MOST}. */
  private static final long STRIDE = 1960;

  private final long seed;

  Names(long seed) {
    this.seed = seed;
  }

  String of(int number) {
    long rest = number * STRIDE + Mix.below((int) STRIDE, seed, number);
    var name = new StringBuilder(2 * SYLLABLES + 1);
    for (int i = 0; i < SYLLABLES; i++) {
      name.append(VOWELS.charAt((int) (rest % VOWELS.length())));
      rest /= VOWELS.length();
      name.append(CONSONANTS.charAt((int) (rest % CONSONANTS.length())));
      rest /= CONSONANTS.length();
    }
    return name.reverse().insert(HYPHEN, '-').toString();
  }

  /** The number of the project that is called so. */
  OptionalInt number(String name) {
    if (name.length() != 2 * SYLLABLES + 1) {
      return OptionalInt.empty();
    }
    long value = 0;
    for (int i = 0; i < name.length(); i++) {
      if (i != HYPHEN) {
        String letters = (i < HYPHEN ? i : i - 1) % 2 == 0 ? CONSONANTS : VOWELS;
        value = value * letters.length() + letters.indexOf(name.charAt(i));
      }
    }
    int number = (int) (value / STRIDE);
    return number >= 0 && number < MOST && of(number).equals(name)
        ? OptionalInt.of(number)
        : OptionalInt.empty();
  }
}
