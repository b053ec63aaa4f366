package dev.larder.sync.look;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;

/** The answer to a look as JSON, made while it is sent. */
public final class LookAnswer {
  private static final JsonFactory JSON = new JsonFactory();

  private LookAnswer() {}

  static InputStream json(Outcome outcome) {
    return json(json -> {}, outcome);
  }

  /**
   * The answer as a line among those of other projects.
   *
   * @param project what was looked for, normalised
   */
  public static InputStream line(String project, Outcome outcome) {
    return new SequenceInputStream(
        json(json -> json.writeStringField("project", project), outcome), bytes("\n"));
  }

  private static InputStream json(Fields first, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Page page -> page(first, page);
      case Outcome.Unchanged _ -> bytes(object(first, "unchanged", json -> {}));
      case Outcome.Missing _ -> bytes(object(first, "missing", json -> {}));
      case Outcome.Failed failed ->
          bytes(
              object(
                  first,
                  "failed",
                  json -> {
                    json.writeNumberField("status", failed.status());
                    json.writeStringField("detail", failed.detail());
                    if (failed.retryAfter().isPresent()) {
                      json.writeNumberField("retryAfter", failed.retryAfter().get().toSeconds());
                    }
                    json.writeBooleanField("ours", failed.ours());
                  }));
    };
  }

  /** How long the answer is, in bytes, but for what is short in any case. */
  static long length(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Page page -> page.files().length();
      case Outcome.Unchanged _ -> 0;
      case Outcome.Missing _ -> 0;
      case Outcome.Failed _ -> 0;
    };
  }

  private static InputStream page(Fields first, Outcome.Page page) {
    String head =
        object(
            first,
            "page",
            json -> {
              json.writeStringField("etag", page.etag());
              if (page.serial() == null) {
                json.writeNullField("serial");
              } else {
                json.writeNumberField("serial", page.serial());
              }
              json.writeStringField("status", page.status());
              json.writeStringField("statusReason", page.statusReason());
              json.writeStringField("url", page.url());
              json.writeArrayFieldStart("leftOut");
              for (Omission omission : page.files().leftOut()) {
                omission.write(json);
              }
              json.writeEndArray();
            });
    String open = head.substring(0, head.length() - 1) + ",\"files\":";
    return new SequenceInputStream(
        Collections.enumeration(List.of(bytes(open), page.files().json(), bytes("}"))));
  }

  private static String object(Fields first, String outcome, Fields fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      first.write(json);
      json.writeStringField("outcome", outcome);
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(UTF_8);
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }
}
