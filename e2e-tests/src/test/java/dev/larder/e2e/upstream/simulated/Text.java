package dev.larder.e2e.upstream.simulated;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Bytes that are being written, most of them ASCII. */
public final class Text {
  private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);
  private static final int DAY = 86_400;

  private byte[] bytes;
  private int length;

  /**
   * @param room how many bytes it is likely to have
   */
  public Text(int room) {
    bytes = new byte[room];
  }

  int length() {
    return length;
  }

  public Text put(String ascii) {
    return put(ascii.getBytes(ISO_8859_1));
  }

  Text put(byte[] some) {
    return put(some, some.length);
  }

  Text put(Text other) {
    return put(other.bytes, other.length);
  }

  private Text put(byte[] some, int count) {
    room(count);
    System.arraycopy(some, 0, bytes, length, count);
    length += count;
    return this;
  }

  Text put(long number) {
    return put(Long.toString(number));
  }

  /** In hexadecimal digits. */
  Text hex(byte[] some) {
    return hex(some, 0, some.length);
  }

  Text hex(byte[] some, int from, int to) {
    room(2 * (to - from));
    for (int i = from; i < to; i++) {
      bytes[length++] = HEX[some[i] >> 4 & 15];
      bytes[length++] = HEX[some[i] & 15];
    }
    return this;
  }

  /** A number of one to eight bytes, the lowest first. */
  Text binary(long number, int size) {
    room(size);
    for (int i = 0; i < size; i++) {
      bytes[length++] = (byte) (number >> 8 * i);
    }
    return this;
  }

  /** A second since 1970, as PEP 700 wants it. */
  Text instant(long second) {
    LocalDate date = LocalDate.ofEpochDay(second / DAY);
    int time = (int) (second % DAY);
    room(27);
    digits(date.getYear(), 4, '-');
    digits(date.getMonthValue(), 2, '-');
    digits(date.getDayOfMonth(), 2, 'T');
    digits(time / 3600, 2, ':');
    digits(time / 60 % 60, 2, ':');
    digits(time % 60, 2, '.');
    digits(0, 6, 'Z');
    return this;
  }

  private void digits(int number, int count, char end) {
    int rest = number;
    for (int i = count - 1; i >= 0; i--) {
      bytes[length + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
    bytes[length++] = (byte) end;
  }

  /** Takes a last comma away. */
  Text withoutComma() {
    if (bytes[length - 1] == ',') {
      length--;
    }
    return this;
  }

  byte[] hash(MessageDigest digest) {
    digest.update(bytes, 0, length);
    return digest.digest();
  }

  int crc() {
    var crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
