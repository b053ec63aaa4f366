package dev.larder.packaging;

import java.util.Optional;

/**
 * A sha256 value, by which files are named.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {

  public Sha256 {
    new Digest(HashAlgorithm.SHA256, hex);
  }

  /** The value, digits in either case, or empty where the text is none. */
  public static Optional<Sha256> parse(String hex) {
    return Digest.parse(HashAlgorithm.SHA256, hex).map(d -> new Sha256(d.hex()));
  }

  /**
   * The value.
   *
   * @throws IllegalArgumentException with one line that names the text, where it is none
   */
  public static Sha256 of(String hex) {
    return parse(hex)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is not a sha256: it must be 64 hexadecimal digits"
                        .formatted(OneLine.of(hex))));
  }

  /** The sha256 of these bytes. */
  public static Sha256 ofBytes(byte[] bytes) {
    Digester digester = Digester.of(HashAlgorithm.SHA256);
    digester.update(bytes, 0, bytes.length);
    return digester.finish().sha256();
  }

  /** The digits. */
  @Override
  public String toString() {
    return hex;
  }
}
