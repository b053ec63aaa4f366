package dev.larder.index.access;

import jakarta.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What services prove themselves to each other with. */
record Secret(String value) {
  static final String HEADER = "Larder-Secret";

  /** Whether it is the same, in a time that doesn't tell how much of it is. */
  boolean matches(@Nullable String shown) {
    return shown != null
        && MessageDigest.isEqual(
            shown.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "Secret[…]";
  }
}
