package dev.larder.upload.form;

import java.util.Optional;

/**
 * What a form may hold.
 *
 * @param file bytes of the file
 * @param setBy what sets that, as its administrator knows it
 * @param fields how many fields
 * @param kept bytes of all fields that are kept
 * @param rest bytes of everything but the file
 */
public record FormLimits(long file, String setBy, int fields, long kept, long rest) {

  /** For files of at most so many bytes. */
  public static FormLimits of(long file, String setBy) {
    return new FormLimits(file, setBy, 10_000, 2 << 20, 16 << 20);
  }

  /** Bytes of the whole form. */
  public long all() {
    return file + rest;
  }

  /**
   * PyPI's sentence about a file over the limit.
   *
   * @param project where it is known already
   */
  public String tooLarge(Optional<String> project) {
    String size = file >= 1 << 20 ? "%d MB".formatted(file >> 20) : "%d bytes".formatted(file);
    return project
        .map(name -> "File too large. Limit for project '%s' is %s.".formatted(name, size))
        .orElseGet(() -> "File too large. The limit is %s (%s).".formatted(size, setBy));
  }
}
