package dev.larder.index.page;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The bytes of one representation of a page.
 *
 * @param etag strong, with its quotes: the hash of these very bytes
 * @param serial of the newest change in it
 * @param coding how the bytes are compressed
 */
public record Rendered(byte[] bytes, String etag, long serial, String contentType, Coding coding) {
  private static final int ETAG_DIGITS = 32;

  /** How many times smaller a compressed page is, about. */
  private static final int PRESSED = 4;

  /** Writes the text of a page. */
  @FunctionalInterface
  public interface Text {
    void write(Writer out) throws IOException;
  }

  /**
   * Makes the bytes.
   *
   * @param size an estimate of the text's
   */
  public static Rendered of(Text text, int size, long serial, String contentType, Coding coding) {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(coding == Coding.IDENTITY ? size : size / PRESSED);
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(coding.over(bytes), StandardCharsets.UTF_8), 16_384)) {
      text.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] rendered = bytes.toByteArray();
    return new Rendered(rendered, etag(rendered), serial, contentType, coding);
  }

  static Rendered of(ProjectPage page, FileRoot root, Format format, Coding coding) {
    return of(
        out -> {
          if (format.isJson()) {
            ProjectJson.write(page, root, out);
          } else {
            ProjectHtml.write(page, root, out);
          }
        },
        512 + page.files().size() * 256,
        page.serial(),
        format.contentType(),
        coding);
  }

  static String etag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(hash).substring(0, ETAG_DIGITS) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
