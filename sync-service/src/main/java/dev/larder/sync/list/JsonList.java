package dev.larder.sync.list;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.larder.packaging.ProjectName;
import dev.larder.sync.page.ApiVersion;
import dev.larder.sync.page.JsonText;
import dev.larder.sync.page.JsonValue;
import dev.larder.sync.page.NotAPageException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/** Reads a root page in JSON (PEP 691), with the serials of PyPI, token by token. */
final class JsonList {
  private final JsonParser json;
  private final Names names;
  private Long serial;
  private boolean serials;
  private boolean listsProjects;

  private JsonList(JsonParser json, Names names) {
    this.json = json;
    this.names = names;
  }

  static ListHead read(InputStream in, Names names) throws IOException {
    try (JsonParser json = JsonText.parser(in)) {
      JsonList list = new JsonList(json, names);
      list.read();
      return new ListHead(list.serial, list.serials, Duration.ZERO);
    } catch (JsonProcessingException e) {
      throw new NotAPageException("isn't valid JSON");
    }
  }

  private void read() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new NotAPageException("is JSON, but no object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "meta" -> meta(value);
        case "projects" -> projects(value);
        default -> json.skipChildren();
      }
    }
    if (!listsProjects) {
      throw new NotAPageException("is JSON without a list of projects");
    }
  }

  private void meta(JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      switch (name) {
        case "api-version" -> ApiVersion.requireReadable(json.getText());
        case "_last-serial" -> serial = JsonValue.number(json, token);
        default -> json.skipChildren();
      }
    }
  }

  private void projects(JsonToken value) throws IOException {
    if (value != JsonToken.START_ARRAY) {
      throw new NotAPageException("is JSON whose 'projects' is no list");
    }
    listsProjects = true;
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        project();
      } else {
        json.skipChildren();
      }
    }
  }

  private void project() throws IOException {
    String named = null;
    Long its = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken token = json.nextToken();
      switch (field) {
        case "name" -> named = JsonValue.text(json, token);
        case "_last-serial" -> its = JsonValue.number(json, token);
        default -> json.skipChildren();
      }
    }
    Optional<ProjectName> name = named == null ? Optional.empty() : ListedName.of(named);
    if (name.isPresent()) {
      serials |= its != null;
      names.accept(name.get().normalised(), its);
    }
  }
}
