package dev.larder.packaging;

/** The hash algorithms of package indexes, with the length of their values. */
public enum HashAlgorithm {
  MD5("md5", 32),
  SHA256("sha256", 64),
  BLAKE2B_256("blake2b_256", 64);

  private final String label;
  private final int hexDigits;

  HashAlgorithm(String label, int hexDigits) {
    this.label = label;
    this.hexDigits = hexDigits;
  }

  /** As PyPI's JSON API calls it. */
  public String label() {
    return label;
  }

  int hexDigits() {
    return hexDigits;
  }
}
