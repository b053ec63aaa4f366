package dev.larder.upload.form;

import java.util.Optional;

/** What is said about a file over the limit. */
public final class TooLarge {

  private TooLarge() {}

  /**
   * PyPI's sentence.
   *
   * @param project where it is known already
   * @param limit in bytes
   */
  public static String message(Optional<String> project, long limit) {
    String size = limit >= 1 << 20 ? "%d MB".formatted(limit >> 20) : "%d bytes".formatted(limit);
    return project
        .map(name -> "File too large. Limit for project '%s' is %s.".formatted(name, size))
        .orElseGet(() -> "File too large. The limit is %s (upload.max-file-size).".formatted(size));
  }
}
