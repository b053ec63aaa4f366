package dev.larder.e2e.hostile.upstream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Little that becomes much; made once. */
final class Large {
  private static final byte[] MEGABYTE = "x".repeat(1 << 20).getBytes(US_ASCII);
  private static final String START =
      "{\"meta\":{\"api-version\":\"1.1\"},\"name\":\"x\",\"files\":[";
  private static final String FILE =
      "{\"filename\":\"x-1.%d.tar.gz\",\"hashes\":{\"sha256\":\"%064d\"},\"url\":\"";

  private Large() {}

  private interface Text {
    void write(OutputStream out) throws IOException;
  }

  /** A page with one address of 48 MiB. */
  static final byte[] ADDRESS =
      packed(
          out -> {
            out.write((START + FILE.formatted(0, 0)).getBytes(US_ASCII));
            some(out, 48);
            out.write("\"}]}".getBytes(US_ASCII));
          });

  /** The same in HTML. */
  static final byte[] HREF =
      packed(
          out -> {
            out.write("<html><body><a href=\"".getBytes(US_ASCII));
            some(out, 48);
            out.write("\">x-1.0.tar.gz</a></body></html>".getBytes(US_ASCII));
          });

  /** A page of so many files, each yanked for reasons of 900 kB. */
  static byte[] reasons(int files) {
    return REASONS.get(files % REASONS.size());
  }

  private static final List<byte[]> REASONS = List.of(withReasons(60), withReasons(35));

  /** 128 MiB of nothing in a page. */
  static final byte[] BOMB =
      packed(
          out -> {
            out.write(START.getBytes(US_ASCII));
            byte[] spaces = " ".repeat(1 << 20).getBytes(US_ASCII);
            for (int i = 0; i < 128; i++) {
              out.write(spaces);
            }
            out.write("]}".getBytes(US_ASCII));
          });

  /** A text that is no page, of so many arrays in each other. */
  static String nested(int depth) {
    return String.join("", Collections.nCopies(depth, "["));
  }

  private static byte[] withReasons(int files) {
    return packed(
        out -> {
          out.write(START.getBytes(US_ASCII));
          for (int i = 0; i < files; i++) {
            out.write((i == 0 ? "" : ",").getBytes(US_ASCII));
            out.write(FILE.formatted(i, i).getBytes(US_ASCII));
            out.write("http://localhost/x\",\"yanked\":\"".getBytes(US_ASCII));
            out.write(MEGABYTE, 0, 900_000);
            out.write("\"}".getBytes(US_ASCII));
          }
          out.write("]}".getBytes(US_ASCII));
        });
  }

  private static void some(OutputStream out, int megabytes) throws IOException {
    for (int i = 0; i < megabytes; i++) {
      out.write(MEGABYTE);
    }
  }

  private static byte[] packed(Text text) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      text.write(gzip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] plain) {
    return packed(out -> out.write(plain));
  }
}
