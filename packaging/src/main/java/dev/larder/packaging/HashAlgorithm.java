package dev.larder.packaging;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The hash algorithms of package indexes, the weakest first, with the length of their values. */
public enum HashAlgorithm {
  MD5("md5", 32),
  SHA1("sha1", 40),
  SHA224("sha224", 56),
  SHA256("sha256", 64),
  BLAKE2B_256("blake2b_256", 64),
  SHA384("sha384", 96),
  SHA512("sha512", 128);

  private static final Map<String, HashAlgorithm> NAMED =
      Arrays.stream(values()).collect(Collectors.toMap(HashAlgorithm::label, each -> each));

  private final String label;
  private final int hexDigits;

  HashAlgorithm(String label, int hexDigits) {
    this.label = label;
    this.hexDigits = hexDigits;
  }

  /** The one of that label, in any case. */
  public static Optional<HashAlgorithm> named(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(NAMED.get(lower));
  }

  /** As PyPI's JSON API calls it. */
  public String label() {
    return label;
  }

  int hexDigits() {
    return hexDigits;
  }
}
