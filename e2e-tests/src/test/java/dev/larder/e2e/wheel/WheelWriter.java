package dev.larder.e2e.wheel;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a wheel (PEP 427), streaming; the same package gives the same bytes. */
final class WheelWriter {
  private static final int PIECE = 1 << 16;
  private static final String WHEEL =
      "Wheel-Version: 1.0\nGenerator: larder-tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n";

  private final StringBuilder record = new StringBuilder();
  private final ZipOutputStream zip;

  private WheelWriter(OutputStream out) {
    zip = new ZipOutputStream(out);
  }

  static Distribution write(Package made, Path folder) {
    Path path = folder.resolve("%s-%s-py3-none-any.whl".formatted(made.module(), made.version()));
    MessageDigest digest = Hashing.sha256();
    try {
      Files.createDirectories(folder);
      try (OutputStream out = new DigestOutputStream(Files.newOutputStream(path), digest)) {
        new WheelWriter(out).write(made);
      }
      return new Distribution(
          path,
          made.name(),
          made.version(),
          Hashing.of(digest),
          Files.size(path),
          made.metadata(),
          made.requiresPython());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Package made) throws IOException {
    String info = made.module() + "-" + made.version() + ".dist-info/";
    add(made.module() + ".py", made.source());
    if (made.padding() > 0) {
      addPadding(made.module() + "_padding.bin", made.padding());
    }
    add(info + "METADATA", made.metadata());
    add(info + "WHEEL", WHEEL);
    record.append(info).append("RECORD,,\n");
    zip.putNextEntry(entry(info + "RECORD"));
    zip.write(record.toString().getBytes(StandardCharsets.UTF_8));
    zip.finish();
    zip.flush();
  }

  private void add(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    MessageDigest digest = Hashing.sha256();
    digest.update(bytes);
    zip.setLevel(Deflater.DEFAULT_COMPRESSION);
    zip.putNextEntry(entry(name));
    zip.write(bytes);
    zip.closeEntry();
    note(name, digest, bytes.length);
  }

  private void addPadding(String name, long size) throws IOException {
    var random = new SplittableRandom(size);
    MessageDigest digest = Hashing.sha256();
    byte[] piece = new byte[PIECE];
    zip.setLevel(Deflater.NO_COMPRESSION);
    zip.putNextEntry(entry(name));
    for (long left = size; left > 0; left -= PIECE) {
      int length = (int) Math.min(PIECE, left);
      random.nextBytes(piece);
      digest.update(piece, 0, length);
      zip.write(piece, 0, length);
    }
    zip.closeEntry();
    note(name, digest, size);
  }

  private void note(String name, MessageDigest digest, long size) {
    String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
    record.append("%s,sha256=%s,%d%n".formatted(name, hash, size));
  }

  private static ZipEntry entry(String name) {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.of(2020, 2, 2, 0, 0));
    return entry;
  }
}
