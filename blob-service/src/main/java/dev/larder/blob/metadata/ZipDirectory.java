package dev.larder.blob.metadata;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.ZipException;

/**
 * A zip archive's directory, read one entry at a time: an archive with millions of them takes no
 * more memory than one with a few.
 *
 * @param archive the file
 * @param begin offset of its first entry
 * @param end offset behind the last one
 */
record ZipDirectory(FileChannel archive, long begin, long end) {
  private static final int END = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_LENGTH = 56;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int LOCATOR_64_LENGTH = 20;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_LENGTH = 46;
  private static final long UNTOLD = 0xffffffffL;
  private static final int ZIP_64 = 1;

  /**
   * Finds an archive's directory.
   *
   * @throws IOException when it isn't an archive
   */
  static ZipDirectory of(FileChannel archive) throws IOException {
    long size = archive.size();
    int length = (int) Math.min(size, END_LENGTH + 0xffff);
    ByteBuffer tail = Region.read(archive, size - length, length);
    for (int at = length - END_LENGTH; at >= 0; at--) {
      if (tail.getInt(at) == END) {
        long begin = Integer.toUnsignedLong(tail.getInt(at + 16));
        long end = begin + Integer.toUnsignedLong(tail.getInt(at + 12));
        return begin == UNTOLD || end - begin == UNTOLD
            ? large(archive, size - length + at)
            : new ZipDirectory(archive, begin, end);
      }
    }
    throw new ZipException("No archive");
  }

  private static ZipDirectory large(FileChannel archive, long end) throws IOException {
    ByteBuffer locator = Region.read(archive, end - LOCATOR_64_LENGTH, LOCATOR_64_LENGTH);
    if (locator.getInt(0) != LOCATOR_64) {
      throw new ZipException("No locator");
    }
    ByteBuffer found = Region.read(archive, locator.getLong(8), END_64_LENGTH);
    if (found.getInt(0) != END_64) {
      throw new ZipException("No end");
    }
    long begin = found.getLong(48);
    return new ZipDirectory(archive, begin, begin + found.getLong(40));
  }

  /**
   * Gives the members of names that are wanted.
   *
   * @throws IOException when there are more of them than may be, or it isn't a directory
   */
  void forEach(Predicate<String> wanted, int atMost, Consumer<ZipMember> taker) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(new Region(archive, begin, end), 16 << 10))) {
      int found = 0;
      byte[] entry = new byte[ENTRY_LENGTH];
      while (in.readNBytes(entry, 0, ENTRY_LENGTH) == ENTRY_LENGTH) {
        ByteBuffer fields = ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN);
        if (fields.getInt(0) != ENTRY) {
          throw new ZipException("No entry");
        }
        byte[] name = bytes(in, fields, 28);
        byte[] extra = bytes(in, fields, 30);
        in.skipNBytes(Short.toUnsignedInt(fields.getShort(32)));
        String text = new String(name, StandardCharsets.UTF_8);
        if (wanted.test(text)) {
          if (++found > atMost) {
            throw new ZipException("Too many of them");
          }
          taker.accept(member(text, fields, extra));
        }
      }
    }
  }

  private static byte[] bytes(InputStream in, ByteBuffer fields, int at) throws IOException {
    return in.readNBytes(Short.toUnsignedInt(fields.getShort(at)));
  }

  private static ZipMember member(String name, ByteBuffer fields, byte[] extra) {
    Extra large = new Extra(extra);
    long size = large.orOf(fields.getInt(24));
    long compressed = large.orOf(fields.getInt(20));
    long offset = large.orOf(fields.getInt(42));
    return new ZipMember(name, Short.toUnsignedInt(fields.getShort(10)), compressed, size, offset);
  }

  /** Where numbers stand that have no room in the entry, in their order. */
  private static final class Extra {
    private final ByteBuffer numbers;

    Extra(byte[] extra) {
      ByteBuffer all = ByteBuffer.wrap(extra).order(ByteOrder.LITTLE_ENDIAN);
      ByteBuffer found = ByteBuffer.allocate(0);
      while (all.remaining() >= 4) {
        int kind = Short.toUnsignedInt(all.getShort());
        int length = Math.min(Short.toUnsignedInt(all.getShort()), all.remaining());
        if (kind == ZIP_64) {
          found = all.slice(all.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        }
        all.position(all.position() + length);
      }
      this.numbers = found;
    }

    long orOf(int field) {
      long told = Integer.toUnsignedLong(field);
      return told == UNTOLD && numbers.remaining() >= 8 ? numbers.getLong() : told;
    }
  }
}
