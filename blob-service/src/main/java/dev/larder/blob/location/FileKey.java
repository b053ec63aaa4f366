package dev.larder.blob.location;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key in a file's URL: its sha256, or {@code u-} and 40 hex digits for a mirrored file whose
 * sha256 isn't known yet. Safe as a file name and as part of an object's key.
 */
public record FileKey(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}|u-[0-9a-f]{40}");

  public FileKey {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Neither a sha256 nor a u- key: " + value);
    }
  }

  /** The key in a URL; empty when it is none. */
  public static Optional<FileKey> of(String value) {
    return FORM.matcher(value).matches() ? Optional.of(new FileKey(value)) : Optional.empty();
  }

  /** Whether it is the key of a file whose sha256 isn't known. */
  public static boolean isBlind(String value) {
    return value.startsWith("u-");
  }

  @Override
  public String toString() {
    return value;
  }
}
