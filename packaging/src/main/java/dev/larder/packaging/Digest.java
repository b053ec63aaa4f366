package dev.larder.packaging;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A hash value.
 *
 * @param hex lower-case hexadecimal digits, as many as the algorithm gives
 */
public record Digest(HashAlgorithm algorithm, String hex) {

  public Digest {
    if (!isHex(hex) || hex.length() != algorithm.hexDigits()) {
      throw new IllegalArgumentException(
          "'%s' is not a %s value: it must be %d lower-case hexadecimal digits"
              .formatted(OneLine.of(hex), algorithm.label(), algorithm.hexDigits()));
    }
  }

  /** The value, digits in either case, or empty where the text is none of that algorithm. */
  public static Optional<Digest> parse(HashAlgorithm algorithm, String hex) {
    String lower = hex.toLowerCase(Locale.ROOT);
    return isHex(lower) && lower.length() == algorithm.hexDigits()
        ? Optional.of(new Digest(algorithm, lower))
        : Optional.empty();
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  static Digest of(HashAlgorithm algorithm, byte[] value) {
    return new Digest(algorithm, HexFormat.of().formatHex(value));
  }

  /** The digits. */
  @Override
  public String toString() {
    return hex;
  }
}
