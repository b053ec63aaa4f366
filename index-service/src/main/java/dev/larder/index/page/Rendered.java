package dev.larder.index.page;

import dev.larder.index.file.Weight;
import dev.larder.index.memory.HeldBytes;
import dev.larder.memory.ByteBudget;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One representation of a page; to be sent or closed.
 *
 * @param etag strong, with its quotes: the hash of these very bytes
 * @param serial of the newest change in it
 * @param coding how the bytes are compressed
 */
public record Rendered(HeldBytes bytes, String etag, long serial, String contentType, Coding coding)
    implements AutoCloseable {
  private static final int ETAG_DIGITS = 32;

  /** What the writer and what compresses have in hand. */
  private static final int IN_HAND = 64 << 10;

  /** What a small page has in bytes needs no more room than everything has. */
  private static final int SMALL = 32 << 10;

  /** Writes the text of a page. */
  @FunctionalInterface
  public interface Text {
    void write(Writer out) throws IOException;
  }

  /** What it takes to make one beside what it is made of, in bytes: its text, and some. */
  public static long room(long text) {
    return IN_HAND + SMALL + text;
  }

  /**
   * Makes the bytes.
   *
   * @param share which is the page's from now on, unless this throws
   * @param room so much of the share is for them, beside what everything has
   */
  public static Rendered of(
      Text text,
      ByteBudget.Share share,
      long room,
      long serial,
      String contentType,
      Coding coding) {
    HeldBytes bytes = new HeldBytes(share, SMALL + room);
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(coding.over(bytes.in()), StandardCharsets.UTF_8), 16_384)) {
      text.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.done();
    MessageDigest digest = sha256();
    bytes.hash(digest);
    return new Rendered(bytes, etag(digest), serial, contentType, coding);
  }

  /** A page, whose text counts in its weight already. */
  static Rendered of(
      ProjectPage page,
      Weight weight,
      ByteBudget.Share share,
      FileRoot root,
      Format format,
      Coding coding) {
    return of(
        out -> {
          if (format.isJson()) {
            ProjectJson.write(page, root, out);
          } else {
            ProjectHtml.write(page, root, out);
          }
        },
        share,
        weight.ofPage(),
        page.serial(),
        format.contentType(),
        coding);
  }

  /** What a client may ask about it later. */
  public Validators.Validator validator() {
    return new Validators.Validator(etag, bytes.length(), serial);
  }

  static String etag(byte[] bytes) {
    MessageDigest digest = sha256();
    digest.update(bytes);
    return etag(digest);
  }

  private static String etag(MessageDigest digest) {
    return '"' + HexFormat.of().formatHex(digest.digest()).substring(0, ETAG_DIGITS) + '"';
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    bytes.close();
  }
}
