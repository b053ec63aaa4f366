package dev.larder.e2e.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** The members of a wheel or of an sdist in memory, to be spoilt before they are packed. */
final class Archive {
  private final Map<String, byte[]> members = new LinkedHashMap<>();
  private final Map<String, String> links = new LinkedHashMap<>();
  private final String project;
  private final String version;
  private final boolean wheel;

  private Archive(String project, String version, boolean wheel) {
    this.project = project;
    this.version = version;
    this.wheel = wheel;
    put(wheel ? module() + ".py" : top() + "setup.py", "x = 1\n");
    put(metadataPath(), metadata(""));
    if (wheel) {
      put(info() + "WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n");
      put(info() + "RECORD", "");
      record();
    }
  }

  static Archive wheel(String project, String version) {
    return new Archive(project, version, true);
  }

  static Archive sdist(String project, String version) {
    return new Archive(project, version, false);
  }

  String module() {
    return project.replace('-', '_');
  }

  String info() {
    return module() + "-" + version + ".dist-info/";
  }

  String top() {
    return module() + "-" + version + "/";
  }

  String metadataPath() {
    return wheel ? info() + "METADATA" : top() + "PKG-INFO";
  }

  /** Good metadata and these lines. */
  String metadata(String lines) {
    return "Metadata-Version: 2.4\nName: %s\nVersion: %s\n%s\n".formatted(project, version, lines);
  }

  String filename() {
    return module() + "-" + version + (wheel ? "-py3-none-any.whl" : ".tar.gz");
  }

  boolean isWheel() {
    return wheel;
  }

  Archive put(String path, String content) {
    return put(path, content.getBytes(UTF_8));
  }

  Archive put(String path, byte[] content) {
    members.put(path, content);
    return this;
  }

  Archive link(String path, String target) {
    links.put(path, target);
    return this;
  }

  Archive remove(String path) {
    members.remove(path);
    return this;
  }

  /** Lists all members in RECORD, where there is one. */
  Archive record() {
    String path = info() + "RECORD";
    if (members.containsKey(path)) {
      put(path, String.join(",,\n", members.keySet()) + ",,\n");
    }
    return this;
  }

  byte[] pack() {
    try {
      return wheel ? zip() : tarGz();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] zip() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
      }
    }
    return out.toByteArray();
  }

  private byte[] tarGz() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(out), UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        var entry = new TarArchiveEntry(member.getKey(), true);
        entry.setSize(member.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(member.getValue());
        tar.closeArchiveEntry();
      }
      for (Map.Entry<String, String> link : links.entrySet()) {
        var entry = new TarArchiveEntry(link.getKey(), TarConstants.LF_SYMLINK);
        entry.setLinkName(link.getValue());
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }
}
