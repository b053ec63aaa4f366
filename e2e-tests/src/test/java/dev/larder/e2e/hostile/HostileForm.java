package dev.larder.e2e.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larder.e2e.wheel.Hashing;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** An upload form in memory, to be spoilt before it is written. */
final class HostileForm {
  private static final String BOUNDARY = "hostile-form-data";

  private record Part(String name, String head, byte[] value) {}

  private final List<Part> parts = new ArrayList<>();

  private HostileForm() {}

  static HostileForm of(Archive archive, String project, String version, byte[] file) {
    return new HostileForm()
        .field(":action", "file_upload")
        .field("protocol_version", "1")
        .field("metadata_version", "2.4")
        .field("name", project)
        .field("version", version)
        .field("filetype", archive.isWheel() ? "bdist_wheel" : "sdist")
        .field("pyversion", archive.isWheel() ? "py3" : "source")
        .field("sha256_digest", Hashing.of(file))
        .content(archive.filename(), file);
  }

  HostileForm field(String name, String value) {
    return part(name, "name=\"%s\"".formatted(name), value.getBytes(UTF_8));
  }

  HostileForm content(String filename, byte[] file) {
    return part("content", "name=\"content\"; filename=\"%s\"".formatted(filename), file);
  }

  HostileForm part(String name, String disposition, byte[] value) {
    parts.add(new Part(name, "Content-Disposition: form-data; " + disposition, value));
    return this;
  }

  HostileForm without(String name) {
    parts.removeIf(part -> part.name().equals(name));
    return this;
  }

  HostileForm instead(String name, String value) {
    return without(name).field(name, value);
  }

  static String type() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  byte[] bytes() {
    var out = new ByteArrayOutputStream();
    for (Part part : parts) {
      out.writeBytes(("--" + BOUNDARY + "\r\n" + part.head() + "\r\n\r\n").getBytes(UTF_8));
      out.writeBytes(part.value());
      out.writeBytes("\r\n".getBytes(UTF_8));
    }
    out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    return out.toByteArray();
  }
}
