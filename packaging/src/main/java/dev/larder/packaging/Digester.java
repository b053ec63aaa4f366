package dev.larder.packaging;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.Map;

/** Hashes and counts bytes as they pass by, by several algorithms at once. For one thread. */
public final class Digester {

  private final Map<HashAlgorithm, MessageDigest> digests;
  private long size;

  private Digester(Map<HashAlgorithm, MessageDigest> digests) {
    this.digests = new EnumMap<>(digests);
  }

  /** With the JDK's implementations, so any but blake2b. */
  public static Digester of(HashAlgorithm... algorithms) {
    var digests = new EnumMap<HashAlgorithm, MessageDigest>(HashAlgorithm.class);
    for (HashAlgorithm algorithm : algorithms) {
      digests.put(algorithm, jdk(algorithm));
    }
    return new Digester(digests);
  }

  /** The same and one more, whose implementation the caller brings: the JDK has no blake2b. */
  public Digester and(HashAlgorithm algorithm, MessageDigest implementation) {
    var more = new EnumMap<HashAlgorithm, MessageDigest>(digests);
    more.put(algorithm, implementation);
    return new Digester(more);
  }

  private static MessageDigest jdk(HashAlgorithm algorithm) {
    try {
      return switch (algorithm) {
        case MD5 -> MessageDigest.getInstance("MD5");
        case SHA1 -> MessageDigest.getInstance("SHA-1");
        case SHA224 -> MessageDigest.getInstance("SHA-224");
        case SHA256 -> MessageDigest.getInstance("SHA-256");
        case SHA384 -> MessageDigest.getInstance("SHA-384");
        case SHA512 -> MessageDigest.getInstance("SHA-512");
        case BLAKE2B_256 ->
            throw new IllegalArgumentException("the JDK has no blake2b: bring one by and(…)");
      };
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks " + algorithm.label(), e);
    }
  }

  public void update(byte[] bytes, int offset, int length) {
    digests.values().forEach(digest -> digest.update(bytes, offset, length));
    size += length;
  }

  /** How many bytes have passed. */
  public long size() {
    return size;
  }

  /** The values of all bytes so far; the digester is spent. */
  public Digests finish() {
    var values = new EnumMap<HashAlgorithm, Digest>(HashAlgorithm.class);
    digests.forEach(
        (algorithm, digest) -> values.put(algorithm, Digest.of(algorithm, digest.digest())));
    return new Digests(size, values);
  }

  /**
   * A stream of the same bytes; each read passes by this digester. Skipping and marking are off.
   */
  public InputStream watching(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = in.read(bytes, offset, length);
        if (n > 0) {
          update(bytes, offset, n);
        }
        return n;
      }

      @Override
      public long skip(long n) throws IOException {
        return readNBytes((int) Math.min(n, 8192)).length;
      }

      @Override
      public boolean markSupported() {
        return false;
      }
    };
  }
}
