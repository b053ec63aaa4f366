package dev.larder.upload.archive;

import static dev.larder.upload.archive.ZipBytes.u16;
import static dev.larder.upload.archive.ZipBytes.u32;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;

/** Walks through a zip's central directory; no more than one member of it is in memory. */
final class ZipDirectory {

  /** More than any honest wheel; what a zip without extensions can hold. */
  static final int MOST_MEMBERS = 65_535;

  private static final int LARGEST = 32 << 20;
  private static final int HEADER = 46;
  private static final int SIGNATURE = 0x02014b50;

  interface Visitor {
    void visit(String name, ZipMember member) throws IOException;
  }

  private ZipDirectory() {}

  static void walk(ZipBytes file, ZipEnd end, Visitor visitor) throws IOException {
    if (end.members() > MOST_MEMBERS || end.after() - end.directory() > LARGEST) {
      throw new UnsoundException(
          "Invalid distribution file. It holds more than %d files.".formatted(MOST_MEMBERS));
    }
    InputStream in = new BufferedInputStream(file.from(end.directory()), 64 << 10);
    long at = end.directory();
    for (long i = 0; i < end.members(); i++) {
      ByteBuffer header = take(in, HEADER);
      int nameLength = u16(header, 28);
      int extraLength = u16(header, 30);
      if (header.getInt(0) != SIGNATURE || u16(header, 34) != 0) {
        throw UnsoundException.zip("Unknown record signature");
      }
      if (u16(header, 32) != 0) {
        throw UnsoundException.zip("Comment in central directory");
      }
      at += HEADER + nameLength + extraLength;
      if (at > end.after()) {
        throw UnsoundException.zip("Mismatched central directory size");
      }
      member(header, take(in, nameLength).array(), take(in, extraLength), visitor);
    }
    if (at != end.after()) {
      throw UnsoundException.zip("Mismatched central directory size");
    }
  }

  private static void member(ByteBuffer header, byte[] name, ByteBuffer extra, Visitor visitor)
      throws IOException {
    int flags = u16(header, 8);
    String text = name(name, flags);
    ZipExtra extras = ZipExtra.read(extra);
    extras.checkPath(name);
    long size = extras.value(u32(header, 24));
    long packed = extras.value(u32(header, 20));
    long offset = extras.value(u32(header, 42));
    var member =
        new ZipMember(
            NameHash.of(name),
            offset,
            packed,
            size,
            header.getInt(16),
            u16(header, 10),
            flags,
            text.endsWith("/"));
    member.check();
    visitor.visit(text, member);
  }

  private static String name(byte[] name, int flags) throws UnsoundException {
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
    } catch (CharacterCodingException e) {
      throw UnsoundException.zip("Filename not unicode");
    }
    boolean ascii = text.chars().allMatch(c -> c < 0x80);
    if (!ascii && (flags & ZipMember.UTF_8) == 0) {
      throw UnsoundException.zip("Filename not unicode");
    }
    if (text.isEmpty() || text.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw UnsoundException.zip("Invalid character in filename");
    }
    if (Paths.isUnsafe(text)) {
      throw new UnsoundException("Invalid distribution file. It holds an unsafe path.");
    }
    return text;
  }

  private static ByteBuffer take(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw UnsoundException.zip("Malformed zip file");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
