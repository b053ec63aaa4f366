package dev.larder.upload.archive;

/**
 * A member of a zip, as its central directory describes it.
 *
 * @param offset of its local header
 * @param packed bytes
 * @param size unpacked, in bytes
 * @param flags the general purpose bits
 * @param folder whether its name ends in a slash
 */
record ZipMember(
    NameHash name,
    long offset,
    long packed,
    long size,
    int crc,
    int method,
    int flags,
    boolean folder) {

  static final int STORED = 0;
  static final int DEFLATED = 8;

  /** Sizes and checksum follow the data. */
  static final int DESCRIPTOR = 1 << 3;

  /** The name is UTF-8. */
  static final int UTF_8 = 1 << 11;

  private static final int DEFLATE_OPTIONS = 0b110;

  boolean hasDescriptor() {
    return (flags & DESCRIPTOR) != 0;
  }

  /** What is wrong with it in itself. */
  void check() throws UnsoundException {
    if ((flags & ~(DESCRIPTOR | UTF_8 | DEFLATE_OPTIONS)) != 0) {
      throw UnsoundException.zip("Encrypted or patched file");
    }
    if (method != STORED && method != DEFLATED) {
      throw UnsoundException.zip("Compression method %d".formatted(method));
    }
    if (packed < 0 || size < 0 || offset < 0 || (method == STORED && packed != size)) {
      throw UnsoundException.zip("Mis-matched data size");
    }
  }
}
