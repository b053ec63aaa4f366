package dev.larder.upload.form;

/**
 * What a form may hold.
 *
 * @param file bytes of the file
 * @param fields how many fields
 * @param field bytes of one field that is kept
 * @param kept bytes of all fields that are kept
 * @param rest bytes of everything but the file
 */
public record FormLimits(long file, int fields, int field, long kept, long rest) {

  public static FormLimits of(long file) {
    return new FormLimits(file, 10_000, 64 << 10, 1 << 20, 16 << 20);
  }

  /** Bytes of the whole form. */
  public long all() {
    return file + rest;
  }
}
