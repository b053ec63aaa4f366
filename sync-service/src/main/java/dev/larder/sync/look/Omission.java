package dev.larder.sync.look;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * What wasn't taken over from a page.
 *
 * @param what {@code file}, or the field that its files are listed without
 * @param why the end of a sentence
 * @param count how many
 * @param examples the first files of them, three at most
 */
public record Omission(String what, String why, int count, List<String> examples) {

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("what", what);
    json.writeStringField("why", why);
    json.writeNumberField("count", count);
    json.writeArrayFieldStart("examples");
    for (String example : examples) {
      json.writeString(example);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
