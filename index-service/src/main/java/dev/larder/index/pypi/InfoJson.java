package dev.larder.index.pypi;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.larder.packaging.CoreMetadata;
import dev.larder.packaging.MetadataField;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What PyPI's JSON says of a release as a whole. Where nobody knows anything it says null. */
final class InfoJson {
  private static final List<String> PERIODS = List.of("last_day", "last_month", "last_week");

  private final JsonGenerator json;
  private final Optional<CoreMetadata> metadata;

  private InfoJson(JsonGenerator json, Optional<CoreMetadata> metadata) {
    this.json = json;
    this.metadata = metadata;
  }

  /**
   * Writes it.
   *
   * @param project its normalised name
   */
  static void write(
      JsonGenerator json,
      String project,
      Release release,
      Optional<CoreMetadata> metadata,
      PypiUrls urls)
      throws IOException {
    new InfoJson(json, metadata).write(project, release, urls);
  }

  private void write(String project, Release release, PypiUrls urls) throws IOException {
    json.writeStartObject();
    text("author", MetadataField.AUTHOR);
    text("author_email", MetadataField.AUTHOR_EMAIL);
    json.writeNullField("bugtrack_url");
    json.writeFieldName("classifiers");
    array(all(MetadataField.CLASSIFIER));
    text("description", MetadataField.DESCRIPTION);
    text("description_content_type", MetadataField.DESCRIPTION_CONTENT_TYPE);
    json.writeNullField("docs_url");
    text("download_url", MetadataField.DOWNLOAD_URL);
    downloads();
    list("dynamic", MetadataField.DYNAMIC);
    text("home_page", MetadataField.HOME_PAGE);
    text("keywords", MetadataField.KEYWORDS);
    text("license", MetadataField.LICENSE);
    text("license_expression", MetadataField.LICENSE_EXPRESSION);
    list("license_files", MetadataField.LICENSE_FILE);
    text("maintainer", MetadataField.MAINTAINER);
    text("maintainer_email", MetadataField.MAINTAINER_EMAIL);
    json.writeStringField("name", metadata.map(known -> known.name().display()).orElse(project));
    json.writeStringField("package_url", urls.project(project));
    text("platform", MetadataField.PLATFORM);
    json.writeStringField("project_url", urls.project(project));
    projectUrls();
    list("provides_extra", MetadataField.PROVIDES_EXTRA);
    json.writeStringField("release_url", urls.release(project, release.text()));
    list("requires_dist", MetadataField.REQUIRES_DIST);
    json.writeStringField(
        "requires_python",
        metadata.isPresent()
            ? one(MetadataField.REQUIRES_PYTHON).orElse(null)
            : release.requiresPython().orElse(null));
    text("summary", MetadataField.SUMMARY);
    json.writeStringField("version", release.text());
    json.writeBooleanField("yanked", release.isYanked());
    json.writeStringField("yanked_reason", release.yankedReason().orElse(null));
    json.writeEndObject();
  }

  private void downloads() throws IOException {
    json.writeObjectFieldStart("downloads");
    for (String period : PERIODS) {
      json.writeNumberField(period, -1);
    }
    json.writeEndObject();
  }

  private void projectUrls() throws IOException {
    Map<String, String> urls = new LinkedHashMap<>();
    one(MetadataField.HOME_PAGE).ifPresent(url -> urls.put("Homepage", url));
    one(MetadataField.DOWNLOAD_URL).ifPresent(url -> urls.put("Download", url));
    for (String labelled : all(MetadataField.PROJECT_URL)) {
      int comma = labelled.indexOf(',');
      if (comma > 0) {
        urls.put(labelled.substring(0, comma).strip(), labelled.substring(comma + 1).strip());
      }
    }
    if (urls.isEmpty()) {
      json.writeNullField("project_urls");
      return;
    }
    json.writeObjectFieldStart("project_urls");
    for (Map.Entry<String, String> url : urls.entrySet()) {
      json.writeStringField(url.getKey(), url.getValue());
    }
    json.writeEndObject();
  }

  private void text(String name, MetadataField field) throws IOException {
    json.writeStringField(name, one(field).orElse(null));
  }

  private void list(String name, MetadataField field) throws IOException {
    List<String> values = all(field);
    if (values.isEmpty()) {
      json.writeNullField(name);
    } else {
      json.writeFieldName(name);
      array(values);
    }
  }

  private void array(List<String> values) throws IOException {
    json.writeStartArray();
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private Optional<String> one(MetadataField field) {
    return all(field).stream().findFirst();
  }

  /** Old tools write UNKNOWN where there is nothing to say. */
  private List<String> all(MetadataField field) {
    return metadata.stream()
        .flatMap(known -> known.all(field).stream())
        .filter(value -> !value.isBlank() && !value.strip().equals("UNKNOWN"))
        .toList();
  }
}
