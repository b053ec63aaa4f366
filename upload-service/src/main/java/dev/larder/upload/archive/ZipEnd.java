package dev.larder.upload.archive;

import static dev.larder.upload.archive.ZipBytes.u16;
import static dev.larder.upload.archive.ZipBytes.u32;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Where a zip's central directory lies. Nothing may follow its end record, and nothing may stand
 * between the directory and that (RZIP-1).
 *
 * @param directory offset of the directory
 * @param after offset of what follows it
 */
record ZipEnd(long directory, long after, long members) {

  private static final int RECORD = 22;
  private static final int LOCATOR_64 = 20;
  private static final int RECORD_64 = 56;
  private static final int SIGNATURE = 0x06054b50;
  private static final int LOCATOR_64_SIGNATURE = 0x07064b50;
  private static final int SIGNATURE_64 = 0x06064b50;
  private static final int LONGEST_COMMENT = 0xffff;

  /** Empty where there is no end record at all, so no zip. */
  static Optional<ZipEnd> find(ZipBytes file) throws IOException {
    long at = file.size() - RECORD;
    if (at < 0) {
      return Optional.empty();
    }
    ByteBuffer record = file.at(at, RECORD);
    if (record.getInt(0) != SIGNATURE) {
      return followed(file);
    }
    if (record.getInt(4) != 0 || u16(record, 8) != u16(record, 10) || u16(record, 20) != 0) {
      throw UnsoundException.zip("Malformed zip file");
    }
    var end = new ZipEnd(u32(record, 16), at, u16(record, 10));
    long size = u32(record, 12);
    boolean large =
        at >= LOCATOR_64 && file.at(at - LOCATOR_64, 4).getInt(0) == LOCATOR_64_SIGNATURE;
    return Optional.of(large ? large(file, at, end, size) : end.checked(size));
  }

  private static ZipEnd large(ZipBytes file, long at, ZipEnd small, long smallSize)
      throws IOException {
    ByteBuffer locator = file.at(at - LOCATOR_64, LOCATOR_64);
    long start = at - LOCATOR_64 - RECORD_64;
    if (locator.getInt(4) != 0 || locator.getInt(16) > 1 || locator.getLong(8) != start) {
      throw UnsoundException.zip("Malformed zip file");
    }
    ByteBuffer record = file.at(start, RECORD_64);
    long members = record.getLong(32);
    long size = record.getLong(40);
    long directory = record.getLong(48);
    boolean agreed =
        (small.members == 0xffff || small.members == members)
            && (smallSize == 0xffffffffL || smallSize == size)
            && (small.directory == 0xffffffffL || small.directory == directory);
    if (record.getInt(0) != SIGNATURE_64
        || record.getLong(4) != RECORD_64 - 12
        || record.getLong(16) != 0
        || record.getLong(24) != members
        || members < 0
        || size < 0
        || directory < 0
        || !agreed) {
      throw UnsoundException.zip("Malformed zip file");
    }
    return new ZipEnd(directory, start, members).checked(size);
  }

  private ZipEnd checked(long size) throws UnsoundException {
    if (directory + size != after) {
      throw UnsoundException.zip("Mismatched central directory offset");
    }
    return this;
  }

  /** Empty unless an end record stands further ahead, where a lenient reader would find it. */
  private static Optional<ZipEnd> followed(ZipBytes file) throws IOException {
    int length = (int) Math.min(file.size(), RECORD + LONGEST_COMMENT);
    ByteBuffer tail = file.at(file.size() - length, length);
    for (int i = length - 4; i >= 0; i--) {
      if (tail.getInt(i) == SIGNATURE) {
        int after = length - i - RECORD;
        throw UnsoundException.zip(
            after >= 0 && u16(tail, i + RECORD - 2) == after
                ? "it has an archive comment, in which another archive could hide; make the wheel without one"
                : "Trailing data");
      }
    }
    return Optional.empty();
  }
}
