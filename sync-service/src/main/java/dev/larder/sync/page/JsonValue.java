package dev.larder.sync.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads single values at the parser's place; what has another type than hoped for is absent. */
public final class JsonValue {
  private JsonValue() {}

  /** A text; null where it is none. */
  public static String text(JsonParser json, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      return Value.text(json.getText());
    }
    json.skipChildren();
    return null;
  }

  /** A number that isn't negative, also one written as a text; null where it is none. */
  public static Long number(JsonParser json, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_STRING) {
      try {
        long number = Long.parseLong(json.getText().strip());
        return number < 0 ? null : number;
      } catch (NumberFormatException e) {
        return null;
      }
    }
    json.skipChildren();
    return null;
  }
}
