package dev.larder.packaging;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A hash value.
 *
 * @param hex lower-case hexadecimal digits, as many as the algorithm gives
 */
public record Digest(HashAlgorithm algorithm, String hex) {
  /** The weakest first. */
  public static final Comparator<Digest> BY_STRENGTH = Comparator.comparing(Digest::algorithm);

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

  /** Reads what {@link #labelled} wrote; empty where the text is none. */
  public static Optional<Digest> parseLabelled(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? Optional.empty()
        : HashAlgorithm.named(text.substring(0, equals))
            .flatMap(algorithm -> parse(algorithm, text.substring(equals + 1)));
  }

  /** With its algorithm, {@code sha1=…}. */
  public String labelled() {
    return algorithm.label() + "=" + hex;
  }

  private static boolean isHex(String text) {
    // A loop, for there are two hashes a file, and millions of files.
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
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
