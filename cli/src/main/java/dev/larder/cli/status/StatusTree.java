package dev.larder.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Parts within parts, a line each. A part is a state, or an object with one and parts of its own.
 */
final class StatusTree {
  private static final int STATE_COLUMN = 24;

  private StatusTree() {}

  static List<String> lines(JsonNode parts) {
    List<String> lines = new ArrayList<>();
    add(lines, parts, 1);
    return lines;
  }

  /** One line, indented by its depth. */
  static String line(String part, String state, int depth) {
    String name = "  ".repeat(depth) + part;
    return name + " ".repeat(Math.max(1, STATE_COLUMN - name.length())) + state;
  }

  private static void add(List<String> lines, JsonNode parts, int depth) {
    for (Map.Entry<String, JsonNode> part : parts.properties()) {
      JsonNode value = part.getValue();
      String state = value.isObject() ? value.path("status").asText() : value.asText();
      lines.add(line(part.getKey(), state, depth));
      add(lines, value.path("parts"), depth + 1);
    }
  }
}
