package dev.larder.e2e.upstream.simulated;

import java.nio.ByteBuffer;

/** Numbers that look like chance and follow from others. */
final class Mix {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private Mix() {}

  static long of(long a, long b) {
    // the finisher of SplitMix64
    long z = a * GOLDEN + b;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  static long of(long a, long b, long c) {
    return of(of(a, b), c);
  }

  /** One of the numbers from 0 below a bound. */
  static int below(int bound, long a, long b) {
    return (int) Long.remainderUnsigned(of(a, b), bound);
  }

  /** As many bytes as a sha256 has. */
  static byte[] bytes(long a, long b) {
    return address(a, b, of(a, b, 4));
  }

  /** As many, the last eight of which say a number. */
  static byte[] address(long a, long b, long number) {
    return ByteBuffer.allocate(32)
        .putLong(of(a, b, 1))
        .putLong(of(a, b, 2))
        .putLong(of(a, b, 3))
        .putLong(number)
        .array();
  }
}
