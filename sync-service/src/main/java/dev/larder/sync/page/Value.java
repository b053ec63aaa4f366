package dev.larder.sync.page;

import dev.larder.packaging.Sha256;

/** Values as pages write them: what is blank is absent, what is nonsense too. */
final class Value {
  private Value() {}

  static String text(String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }

  static String sha256(String value) {
    return value == null ? null : Sha256.parse(value.strip()).map(Sha256::hex).orElse(null);
  }
}
