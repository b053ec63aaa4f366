package dev.larder.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A result for people, put together line by line. */
public final class Lines {
  private final List<String> lines = new ArrayList<>();

  public Lines add(String line) {
    lines.add(line);
    return this;
  }

  /** A line {@code key: value}, left out where the value is null, missing or empty. */
  public Lines fact(String key, JsonNode value) {
    return fact(key, value.isArray() ? Names.listed(value) : value.asText(""));
  }

  /** The same for a text. */
  public Lines fact(String key, String value) {
    return value.isEmpty() ? this : add(key + ":  " + value);
  }

  /** A line for each element. */
  public Lines each(JsonNode array, Function<JsonNode, String> line) {
    array.forEach(element -> add(line.apply(element)));
    return this;
  }

  public List<String> list() {
    return List.copyOf(lines);
  }
}
