package dev.larder.upload.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** A member's bytes, exactly as many as its directory says, with the checksum that it says. */
final class Checked extends FilterInputStream {

  private final CRC32 crc = new CRC32();
  private final int expected;
  private long left;

  Checked(InputStream in, ZipMember member) {
    super(in);
    this.expected = member.crc();
    this.left = member.size();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0) {
      if ((int) crc.getValue() != expected) {
        throw UnsoundException.zip("Bad checksum");
      }
      return -1;
    }
    int n = in.read(bytes, offset, (int) Math.min(length, left));
    if (n < 0) {
      throw UnsoundException.zip("Malformed zip file");
    }
    crc.update(bytes, offset, n);
    left -= n;
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    return readNBytes((int) Math.min(n, 8192)).length;
  }

  @Override
  public int available() {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
