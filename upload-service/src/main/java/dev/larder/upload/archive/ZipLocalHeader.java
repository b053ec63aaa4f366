package dev.larder.upload.archive;

import static dev.larder.upload.archive.ZipBytes.u16;
import static dev.larder.upload.archive.ZipBytes.u32;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A member's own header, which must say what the central directory says (RZIP-1): else a reader
 * that goes from front to back sees another file than one that starts from the directory.
 *
 * @param data offset of its packed bytes
 */
record ZipLocalHeader(long data) {

  private static final int HEADER = 30;
  private static final int SIGNATURE = 0x04034b50;
  private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;

  static ZipLocalHeader read(ZipBytes file, ZipMember member) throws IOException {
    ByteBuffer header = file.at(member.offset(), HEADER);
    if (header.getInt(0) != SIGNATURE) {
      throw UnsoundException.zip("Unknown record signature");
    }
    int nameLength = u16(header, 26);
    int extraLength = u16(header, 28);
    ByteBuffer rest = file.at(member.offset() + HEADER, nameLength + extraLength);
    byte[] name = new byte[nameLength];
    rest.get(name);
    if (!NameHash.of(name).equals(member.name())) {
      throw UnsoundException.zip("Filename not in central directory");
    }
    ZipExtra extras = ZipExtra.read(rest.slice().order(rest.order()));
    extras.checkPath(name);
    if (u16(header, 6) != member.flags() || u16(header, 8) != member.method()) {
      throw UnsoundException.zip("Mis-matched local headers and central directory");
    }
    long size = extras.value(u32(header, 22));
    long packed = extras.value(u32(header, 18));
    int crc = header.getInt(14);
    boolean same = size == member.size() && packed == member.packed() && crc == member.crc();
    boolean later = member.hasDescriptor() && size == 0 && packed == 0 && crc == 0;
    if (!same && !later) {
      throw UnsoundException.zip("Mis-matched data size");
    }
    return new ZipLocalHeader(member.offset() + HEADER + nameLength + extraLength);
  }

  /** Checks what stands between the packed bytes and the next record. */
  void checkEnd(ZipBytes file, ZipMember member, long next) throws IOException {
    long end = data + member.packed();
    long gap = next - end;
    if (!member.hasDescriptor()) {
      if (gap != 0) {
        throw UnsoundException.zip("Unknown record signature");
      }
      return;
    }
    if (gap != 12 && gap != 16 && gap != 20 && gap != 24) {
      throw UnsoundException.zip("Unknown record signature");
    }
    ByteBuffer descriptor = file.at(end, (int) gap);
    boolean signed = gap == 16 || gap == 24;
    if (signed && descriptor.getInt() != DESCRIPTOR_SIGNATURE) {
      throw UnsoundException.zip("Unknown record signature");
    }
    int crc = descriptor.getInt();
    boolean large = descriptor.remaining() == 16;
    long packed = large ? descriptor.getLong() : descriptor.getInt() & 0xffffffffL;
    long size = large ? descriptor.getLong() : descriptor.getInt() & 0xffffffffL;
    if (crc != member.crc() || packed != member.packed() || size != member.size()) {
      throw UnsoundException.zip("Mis-matched data size");
    }
  }
}
