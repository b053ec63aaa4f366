package dev.larder.upload.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Small wheels and sdists of our own making. */
public final class Distributions {

  private Distributions() {}

  public static String metadata(String name, String version) {
    return "Metadata-Version: 2.1\nName: %s\nVersion: %s\nRequires-Python: >=3.9\nSummary: Café\n\nA body.\n"
        .formatted(name, version);
  }

  /** The files of a good wheel; to be changed before {@link #zip}. */
  public static Map<String, byte[]> wheelFiles(String name, String version) {
    String info = "%s-%s.dist-info/".formatted(name.replace('-', '_'), version);
    var files = new LinkedHashMap<String, byte[]>();
    files.put(name.replace('-', '_') + "/__init__.py", "x = 1\n".getBytes(UTF_8));
    files.put(info + "METADATA", metadata(name, version).getBytes(UTF_8));
    files.put(info + "WHEEL", "Wheel-Version: 1.0\n".getBytes(UTF_8));
    files.put(info + "RECORD", new byte[0]);
    return files;
  }

  /** The same with a RECORD that lists them all. */
  public static Map<String, byte[]> recorded(Map<String, byte[]> files) {
    var recorded = new LinkedHashMap<String, byte[]>();
    String record = String.join(",,\n", files.keySet()) + ",,\n";
    files.forEach(
        (path, content) ->
            recorded.put(
                path, path.endsWith(".dist-info/RECORD") ? record.getBytes(UTF_8) : content));
    return recorded;
  }

  public static byte[] wheel(String name, String version) {
    return wheel(wheelFiles(name, version));
  }

  /** Of these files and a RECORD that lists them. */
  public static byte[] wheel(Map<String, byte[]> files) {
    return zip(recorded(files));
  }

  public static byte[] zip(Map<String, byte[]> files) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Writes a wheel that holds so many megabytes of zeros, stored. */
  public static void largeWheel(String name, String version, int megabytes, OutputStream out)
      throws IOException {
    byte[] megabyte = new byte[1 << 20];
    var crc = new CRC32();
    for (int i = 0; i < megabytes; i++) {
      crc.update(megabyte);
    }
    var files = wheelFiles(name, version);
    files.put(name + "/zeros.bin", new byte[0]);
    var zip = new ZipOutputStream(out);
    for (Map.Entry<String, byte[]> file : recorded(files).entrySet()) {
      var entry = new ZipEntry(file.getKey());
      boolean large = file.getKey().endsWith("/zeros.bin");
      entry.setTimeLocal(LocalDateTime.of(2020, 2, 2, 0, 0));
      if (large) {
        entry.setMethod(ZipEntry.STORED);
        entry.setSize((long) megabytes << 20);
        entry.setCrc(crc.getValue());
      }
      zip.putNextEntry(entry);
      zip.write(file.getValue());
      for (int i = 0; large && i < megabytes; i++) {
        zip.write(megabyte);
      }
    }
    zip.finish();
    zip.flush();
  }

  public static byte[] sdist(String name, String version) {
    String top = "%s-%s/".formatted(name.replace('-', '_'), version);
    var files = new LinkedHashMap<String, byte[]>();
    files.put(top + "PKG-INFO", metadata(name, version).getBytes(UTF_8));
    files.put(top + "setup.py", "import this\n".getBytes(UTF_8));
    return tarGz(files);
  }

  public static byte[] tarGz(Map<String, byte[]> files) {
    var out = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        var entry = new TarArchiveEntry(file.getKey(), true);
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
