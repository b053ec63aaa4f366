package dev.larder.index.page;

import com.github.luben.zstd.ZstdInputStream;
import dev.larder.index.file.Weight;
import dev.larder.index.memory.HeldBytes;
import dev.larder.memory.ByteBudget;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One representation of a page; to be sent or closed.
 *
 * @param isPacked whether they are kept compressed though they are sent as they were
 * @param length how many bytes are sent
 * @param etag strong, with its quotes: the hash of the bytes that are sent
 * @param serial of the newest change in it
 * @param coding how the bytes are compressed
 */
public record Rendered(
    HeldBytes bytes,
    boolean isPacked,
    long length,
    String etag,
    long serial,
    String contentType,
    Coding coding)
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
    try (Writer out = writer(coding.over(bytes.in()))) {
      text.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.done();
    MessageDigest digest = sha256();
    bytes.hash(digest);
    return new Rendered(bytes, false, bytes.length(), etag(digest), serial, contentType, coding);
  }

  /**
   * A page that is long: its bytes are kept compressed, however they are sent, and the share grows
   * with them.
   */
  static Rendered large(
      PageText page, ByteBudget.Share share, FileRoot root, Format format, Coding coding) {
    Text text = out -> write(page, root, format, out);
    if (coding != Coding.IDENTITY) {
      return of(text, share, 0, page.serial(), format.contentType(), coding);
    }
    HeldBytes bytes = new HeldBytes(share, SMALL);
    MessageDigest digest = sha256();
    Counted counted = new Counted(packed(bytes));
    try (Writer out = writer(new DigestOutputStream(counted, digest))) {
      text.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.done();
    return new Rendered(
        bytes, true, counted.count, etag(digest), page.serial(), format.contentType(), coding);
  }

  private static OutputStream packed(HeldBytes bytes) {
    try {
      return Coding.ZSTD.over(bytes.in());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Counted extends FilterOutputStream {
    private long count;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }
  }

  private static Writer writer(OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 16_384);
  }

  private static void write(PageText page, FileRoot root, Format format, Writer out)
      throws IOException {
    if (format.isJson()) {
      ProjectJson.write(page, root, out);
    } else {
      ProjectHtml.write(page, root, out);
    }
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
        out -> write(PageText.of(page), root, format, out),
        share,
        weight.ofPage(),
        page.serial(),
        format.contentType(),
        coding);
  }

  /** What a client may ask about it later. */
  public Validators.Validator validator() {
    return new Validators.Validator(etag, length, serial);
  }

  /** The bytes to be sent, once; whoever reads or closes it to its end gives the share back. */
  InputStream out() {
    try {
      return isPacked ? new ZstdInputStream(bytes.out()) : bytes.out();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
