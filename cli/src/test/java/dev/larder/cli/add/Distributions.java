package dev.larder.cli.add;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Small wheels and sdists, as a build would leave them in a folder. */
final class Distributions {
  private Distributions() {}

  static Path wheel(Path folder, String name, String version) throws IOException {
    Path file = folder.resolve(name + "-" + version + "-py3-none-any.whl");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(name + "/__init__.py"));
      zip.putNextEntry(new ZipEntry(name + "-" + version + ".dist-info/METADATA"));
      zip.write(metadata(name, version));
    }
    return file;
  }

  static Path sdist(Path folder, String name, String version) throws IOException {
    Path file = folder.resolve(name + "-" + version + ".tar.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file));
        var tar = new TarArchiveOutputStream(gzip)) {
      entry(tar, name + "-" + version + "/" + name + ".egg-info/PKG-INFO", new byte[0]);
      entry(tar, name + "-" + version + "/PKG-INFO", metadata(name, version));
    }
    return file;
  }

  private static void entry(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static byte[] metadata(String name, String version) {
    return "Metadata-Version: 2.1\nName: %s\nVersion: %s\nRequires-Python: >=3.9\n"
        .formatted(name, version)
        .getBytes(StandardCharsets.UTF_8);
  }
}
