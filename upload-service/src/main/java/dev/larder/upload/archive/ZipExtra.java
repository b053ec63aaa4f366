package dev.larder.upload.archive;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The extra fields of a member: those two that change what the rest of its record means. */
record ZipExtra(Optional<ByteBuffer> large, Optional<byte[]> unicodePath) {

  private static final int LARGE = 0x0001;
  private static final int UNICODE_PATH = 0x7075;
  private static final int BEFORE_PATH = 5;

  static final long SENTINEL = 0xffffffffL;

  static ZipExtra read(ByteBuffer extra) throws UnsoundException {
    Optional<ByteBuffer> large = Optional.empty();
    Optional<byte[]> path = Optional.empty();
    // fewer than four bytes are padding, as some writers leave it
    while (extra.remaining() >= 4) {
      int id = extra.getShort() & 0xffff;
      int length = extra.getShort() & 0xffff;
      if (length > extra.remaining()) {
        throw UnsoundException.zip("Malformed zip file");
      }
      ByteBuffer field = extra.slice(extra.position(), length).order(extra.order());
      extra.position(extra.position() + length);
      if (id == LARGE) {
        if (large.isPresent()) {
          throw UnsoundException.zip("Invalid duplicate extra");
        }
        large = Optional.of(field);
      }
      if (id == UNICODE_PATH) {
        if (path.isPresent() || length < BEFORE_PATH) {
          throw UnsoundException.zip("Invalid duplicate extra");
        }
        byte[] bytes = new byte[length - BEFORE_PATH];
        field.get(BEFORE_PATH, bytes);
        path = Optional.of(bytes);
      }
    }
    return new ZipExtra(large, path);
  }

  /** The value, which stands here where the record has no room for it; to be asked in order. */
  long value(long inRecord) throws UnsoundException {
    if (inRecord != SENTINEL) {
      return inRecord;
    }
    if (large.isEmpty() || large.get().remaining() < 8) {
      throw UnsoundException.zip("Malformed zip file");
    }
    return large.get().getLong();
  }

  void checkPath(byte[] name) throws UnsoundException {
    if (unicodePath.isPresent() && !Arrays.equals(unicodePath.get(), name)) {
      throw UnsoundException.zip("Mis-matched unicode path");
    }
  }
}
