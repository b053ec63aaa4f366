package dev.larder.cli.group;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.cli.output.Lines;
import java.util.List;

/** A group, as people see it. */
final class GroupLines {
  private GroupLines() {}

  static List<String> all(JsonNode group) {
    return new Lines()
        .add("Group: " + group.path("name").asText())
        .fact("Role", group.path("role"))
        .fact("Repos", group.path("repos"))
        .fact("Sources", group.path("sources"))
        .fact("People", group.path("people").asText())
        .list();
  }
}
