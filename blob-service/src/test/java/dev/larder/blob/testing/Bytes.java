package dev.larder.blob.testing;

import dev.larder.blob.document.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Bytes to serve. */
public final class Bytes {
  private Bytes() {}

  /** Incompressible ones, always the same for a seed. */
  public static byte[] random(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  public static String sha256(byte[] bytes) {
    return Document.sha256(bytes);
  }

  /** A wheel with that METADATA and some ballast. */
  public static byte[] wheel(String nameAndVersion, String metadata, int ballast) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("pkg/ballast.bin"));
      zip.write(random(7, ballast));
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry(nameAndVersion + ".dist-info/METADATA"));
      zip.write(metadata.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A wheel with several METADATA files, one for each name and version. */
  public static byte[] wheel(List<String> namesAndVersions, List<String> metadata) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < metadata.size(); i++) {
        zip.putNextEntry(new ZipEntry(namesAndVersions.get(i) + ".dist-info/METADATA"));
        zip.write(metadata.get(i).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A wheel with that METADATA and so many empty files, of which each takes some 100 bytes. */
  public static byte[] wheelWithEmptyFiles(String nameAndVersion, String metadata, int files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (int i = 0; i < files; i++) {
        ZipEntry entry = new ZipEntry(Integer.toString(i, 36));
        entry.setSize(0);
        entry.setCrc(0);
        zip.putNextEntry(entry);
      }
      zip.setMethod(ZipOutputStream.DEFLATED);
      zip.putNextEntry(new ZipEntry(nameAndVersion + ".dist-info/METADATA"));
      zip.write(metadata.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
