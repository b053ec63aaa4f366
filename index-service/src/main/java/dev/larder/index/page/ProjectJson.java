package dev.larder.index.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.file.FileState;
import dev.larder.index.project.Status;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/**
 * A project's page in JSON (PEP 691 with 592, 658, 700, 714, 740, 792). Unknown values are left
 * out.
 */
final class ProjectJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ProjectJson() {}

  static void write(PageText page, FileRoot root, Writer out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      meta(json, page.serial());
      json.writeStringField("name", page.name());
      if (page.status().isPresent()) {
        status(json, page.status().get());
      }
      json.writeArrayFieldStart("versions");
      for (String version : page.versions()) {
        json.writeString(version);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("files");
      page.files().each(file -> file(json, file, root, page.saysWhatIsSigned()));
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  static void meta(JsonGenerator json, long serial) throws IOException {
    json.writeObjectFieldStart("meta");
    json.writeStringField("api-version", Links.API_VERSION);
    json.writeNumberField("_last-serial", serial);
    json.writeEndObject();
  }

  private static void status(JsonGenerator json, Status status) throws IOException {
    json.writeObjectFieldStart("project-status");
    json.writeStringField("status", status.status());
    if (status.reason() != null) {
      json.writeStringField("reason", status.reason());
    }
    json.writeEndObject();
  }

  private static void file(JsonGenerator json, CatalogueFile file, FileRoot root, boolean signing)
      throws IOException {
    FileState state = file.state();
    json.writeStartObject();
    json.writeStringField("filename", file.filename());
    json.writeStringField("url", root.href(file));
    json.writeObjectFieldStart("hashes");
    if (state.sha256() != null) {
      json.writeStringField("sha256", state.sha256());
    }
    json.writeEndObject();
    if (state.size() != null) {
      json.writeNumberField("size", state.size());
    }
    json.writeStringField("upload-time", Links.uploadTime(file.visibleFrom()));
    if (state.requiresPython() != null) {
      json.writeStringField("requires-python", state.requiresPython());
    }
    json.writeFieldName("yanked");
    if (state.yanked() && state.yankedReason() != null && !state.yankedReason().isEmpty()) {
      json.writeString(state.yankedReason());
    } else {
      json.writeBoolean(state.yanked());
    }
    metadata(json, "core-metadata", file);
    // The old name that PyPI has in JSON; pip 22.3 fails on the one that PEP 658 has.
    metadata(json, "data-dist-info-metadata", file);
    if (signing) {
      json.writeBooleanField("gpg-sig", file.isSigned());
    }
    Optional<String> provenance = root.provenance(file);
    if (provenance.isPresent()) {
      json.writeStringField("provenance", provenance.get());
    }
    json.writeEndObject();
  }

  private static void metadata(JsonGenerator json, String name, CatalogueFile file)
      throws IOException {
    json.writeFieldName(name);
    if (Links.hasMetadata(file) && file.state().metadataSha256() != null) {
      json.writeStartObject();
      json.writeStringField("sha256", file.state().metadataSha256());
      json.writeEndObject();
    } else {
      json.writeBoolean(Links.hasMetadata(file));
    }
  }
}
