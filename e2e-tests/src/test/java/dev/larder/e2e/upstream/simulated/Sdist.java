package dev.larder.e2e.upstream.simulated;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Makes source distributions (PEP 625) that have PKG-INFO and nothing else, not compressed. */
final class Sdist {
  private static final int BLOCK = 512;
  private static final int CHECKSUM = 148;

  private Sdist() {}

  static Text of(ProjectFile file, byte[] metadata) {
    String path = file.project().module() + "-" + file.version() + "/PKG-INFO";
    byte[] header = new byte[BLOCK];
    set(header, 0, path);
    set(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
    set(header, 124, octal(metadata.length, 11) + " " + octal(World.BEGUN.getEpochSecond(), 11));
    set(header, CHECKSUM, "        0");
    set(header, 257, "ustar\00000");
    int sum = 0;
    for (byte some : header) {
      sum += some;
    }
    set(header, CHECKSUM, octal(sum, 6) + "\0");
    int padding = BLOCK - metadata.length % BLOCK;
    Text tar = new Text(4 * BLOCK).put(header).put(metadata).put(new byte[padding + 2 * BLOCK]);
    // RFC 1952: deflate, no flags, no time, any system; RFC 1951: one stored block, the last
    return new Text(5 * BLOCK)
        .binary(0x088b1f, 8)
        .binary(0xff00, 2)
        .binary(1, 1)
        .binary(tar.length(), 2)
        .binary(~tar.length(), 2)
        .put(tar)
        .binary(tar.crc(), 4)
        .binary(tar.length(), 4);
  }

  private static void set(byte[] header, int at, String text) {
    System.arraycopy(text.getBytes(US_ASCII), 0, header, at, text.length());
  }

  private static String octal(long number, int digits) {
    String text = Long.toOctalString(number);
    return "0".repeat(digits - text.length()) + text;
  }
}
