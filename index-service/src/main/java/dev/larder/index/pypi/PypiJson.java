package dev.larder.index.pypi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.larder.index.file.CatalogueFile;
import dev.larder.index.page.ProjectPage;
import dev.larder.packaging.CoreMetadata;
import java.io.IOException;
import java.io.Writer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A project in PyPI's JSON (RJSON-2). */
final class PypiJson {
  static final String CONTENT_TYPE = "application/json";
  private static final JsonFactory JSON = new JsonFactory();

  private PypiJson() {}

  /**
   * What is said.
   *
   * @param release the one that it is about
   * @param metadata that release's
   * @param all every release, or nothing where only that one was asked for
   */
  record Document(
      ProjectPage page,
      Release release,
      Optional<CoreMetadata> metadata,
      Optional<Collection<Release>> all,
      PypiUrls urls) {}

  static void write(Document document, Writer out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeFieldName("info");
      InfoJson.write(
          json, document.page().name(), document.release(), document.metadata(), document.urls());
      json.writeNumberField("last_serial", document.page().serial());
      ownership(json);
      if (document.all().isPresent()) {
        json.writeObjectFieldStart("releases");
        for (Release release : document.all().get()) {
          json.writeFieldName(release.text());
          files(json, release.files(), document.urls());
        }
        json.writeEndObject();
      }
      json.writeFieldName("urls");
      files(json, document.release().files(), document.urls());
      json.writeArrayFieldStart("vulnerabilities");
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void ownership(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("ownership");
    json.writeNullField("organization");
    json.writeArrayFieldStart("roles");
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void files(JsonGenerator json, List<CatalogueFile> files, PypiUrls urls)
      throws IOException {
    json.writeStartArray();
    for (CatalogueFile file : files) {
      FileJson.write(json, file, urls);
    }
    json.writeEndArray();
  }
}
