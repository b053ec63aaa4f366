package dev.larder.index.pypi;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.file.FileState;
import dev.larder.index.page.Links;
import dev.larder.packaging.FileName;
import dev.larder.packaging.WheelName;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What PyPI's JSON says of a file (RJSON-3). */
final class FileJson {
  private static final DateTimeFormatter WITHOUT_ZONE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  private FileJson() {}

  static void write(JsonGenerator json, CatalogueFile file, PypiUrls urls) throws IOException {
    FileState state = file.state();
    json.writeStartObject();
    json.writeStringField("filename", file.filename());
    json.writeStringField("packagetype", file.isWheel() ? "bdist_wheel" : "sdist");
    json.writeStringField("python_version", pythonVersion(file));
    json.writeBooleanField("has_sig", file.isSigned());
    json.writeNullField("comment_text");
    json.writeStringField("md5_digest", file.md5());
    digests(json, file);
    metadata(json, file);
    json.writeFieldName("size");
    if (state.size() == null) {
      json.writeNull();
    } else {
      json.writeNumber(state.size());
    }
    json.writeNumberField("downloads", -1);
    json.writeStringField("upload_time", WITHOUT_ZONE.format(file.visibleFrom()));
    json.writeStringField("upload_time_iso_8601", Links.uploadTime(file.visibleFrom()));
    json.writeStringField("url", urls.file(file));
    json.writeStringField("requires_python", state.requiresPython());
    json.writeBooleanField("yanked", state.yanked());
    json.writeStringField("yanked_reason", state.yankedReason());
    json.writeEndObject();
  }

  private static void digests(JsonGenerator json, CatalogueFile file) throws IOException {
    json.writeObjectFieldStart("digests");
    digest(json, "md5", file.md5());
    digest(json, "sha256", file.state().sha256());
    digest(json, "blake2b_256", file.blake2b());
    json.writeEndObject();
  }

  private static void digest(JsonGenerator json, String name, String hex) throws IOException {
    if (hex != null) {
      json.writeStringField(name, hex);
    }
  }

  private static void metadata(JsonGenerator json, CatalogueFile file) throws IOException {
    json.writeFieldName("core-metadata");
    if (Links.hasMetadata(file) && file.state().metadataSha256() != null) {
      json.writeStartObject();
      json.writeStringField("sha256", file.state().metadataSha256());
      json.writeEndObject();
    } else {
      json.writeBoolean(Links.hasMetadata(file));
    }
  }

  /**
   * A wheel's Python tags, which are the third part from the end of its name (PEP 427), but for a
   * variant's label (PEP 825).
   */
  private static String pythonVersion(CatalogueFile file) {
    if (!file.isWheel()) {
      return "source";
    }
    if (FileName.parse(file.filename()).orElse(null) instanceof WheelName wheel) {
      return String.join(".", wheel.pythonTags());
    }
    String[] parts = file.filename().split("-");
    return parts.length >= 3 ? parts[parts.length - 3] : "source";
  }
}
