package dev.larder.blob.document;

import dev.larder.memory.ByteBudget;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Some bytes in memory, such as a file's metadata. They count against the budget until the last of
 * their holders has closed it. Thread-safe; nobody may change the bytes.
 */
public final class Document implements AutoCloseable {
  private final byte[] bytes;
  private final ByteBudget.Share share;
  private int holders = 1;

  Document(byte[] bytes, ByteBudget.Share share) {
    this.bytes = bytes;
    this.share = share;
  }

  public byte[] bytes() {
    return bytes;
  }

  /** Their sha256, in lower case hex digits. */
  public String sha256() {
    return sha256(bytes);
  }

  /** The sha256 of some bytes, in lower case hex digits. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** So many more holders, each of whom will {@link #close()} it. */
  public synchronized void hold(int more) {
    if (holders == 0) {
      throw new IllegalStateException("The document is closed.");
    }
    holders += more;
  }

  /** One holder less. */
  @Override
  public synchronized void close() {
    if (--holders == 0) {
      share.close();
    }
  }
}
