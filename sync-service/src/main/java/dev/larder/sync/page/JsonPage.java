package dev.larder.sync.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Reads a JSON project page (PEP 691, 700, 740, 792), token by token. */
final class JsonPage {
  private final JsonParser json;
  private final URI base;
  private final Listed.Sink files;
  private PageHead head = PageHead.EMPTY;
  private boolean listsFiles;

  private JsonPage(JsonParser json, URI base, Listed.Sink files) {
    this.json = json;
    this.base = base;
    this.files = files;
  }

  static PageHead read(InputStream in, URI base, Listed.Sink files) throws IOException {
    try (JsonParser json = JsonText.parser(in)) {
      JsonPage page = new JsonPage(json, base, files);
      page.read();
      return page.head;
    } catch (JsonProcessingException e) {
      throw new NotAPageException("isn't valid JSON", e.getOriginalMessage());
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
        case "project-status" -> status(value);
        case "files" -> files(value);
        default -> json.skipChildren();
      }
    }
    if (!listsFiles) {
      throw new NotAPageException("is JSON without a list of files, not a page of the simple API");
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
      if (name.equals("api-version") && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
        ApiVersion.requireReadable(json.getText());
      } else if (name.equals("_last-serial")) {
        head = head.withSerial(JsonValue.number(json, token));
      } else {
        json.skipChildren();
      }
    }
  }

  private void status(JsonToken value) throws IOException {
    String status = null;
    String reason = null;
    if (value == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken token = json.nextToken();
        switch (name) {
          case "status" -> status = JsonValue.text(json, token);
          case "reason" -> reason = JsonValue.text(json, token);
          default -> json.skipChildren();
        }
      }
    } else {
      status = JsonValue.text(json, value);
    }
    head = head.withStatus(status, reason);
  }

  private void files(JsonToken value) throws IOException {
    if (value != JsonToken.START_ARRAY) {
      throw new NotAPageException("is JSON whose 'files' is no list");
    }
    listsFiles = true;
    JsonToken token;
    while ((token = json.nextToken()) != JsonToken.END_ARRAY) {
      if (token == JsonToken.START_OBJECT) {
        new JsonFile(json, base).read(files);
      } else {
        json.skipChildren();
        files.leaveOut(LeftOut.LINK_UNREADABLE, null);
      }
    }
  }
}
