package dev.larder.gateway.openapi;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Puts several services' OpenAPI documents together into one. */
final class Descriptions {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CALLS = "/__api__/";

  private final String version;

  Descriptions(String version) {
    this.version = version;
  }

  /**
   * One document with the calls of all, in the order of their paths. Addresses are relative to the
   * document's own, so that it is right under any prefix. What two describe is taken from the
   * first.
   */
  ObjectNode merge(List<JsonNode> documents) {
    ObjectNode merged = JSON.createObjectNode();
    merged.put("openapi", "3.1.0");
    merged
        .putObject("info")
        .put("title", "Larder")
        .put("version", version)
        .put(
            "description",
            "Needs the administrator's secret of the connection file or a token with scope"
                + " global:admin.");
    merged.putArray("servers").addObject().put("url", "..");
    merged.putArray("security").addObject().putArray("token");
    merged.set("paths", paths(documents));
    ObjectNode components = merged.putObject("components");
    for (JsonNode document : documents) {
      for (Map.Entry<String, JsonNode> kind : document.path("components").properties()) {
        add(components.withObjectProperty(kind.getKey()), kind.getValue());
      }
    }
    components
        .withObjectProperty("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    return merged;
  }

  private static ObjectNode paths(List<JsonNode> documents) {
    Map<String, ObjectNode> paths = new TreeMap<>();
    for (JsonNode document : documents) {
      for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
        if (path.getKey().startsWith(CALLS)) {
          add(paths.computeIfAbsent(path.getKey(), _ -> JSON.createObjectNode()), path.getValue());
        }
      }
    }
    ObjectNode ordered = JSON.createObjectNode();
    paths.forEach(ordered::set);
    return ordered;
  }

  private static void add(ObjectNode known, JsonNode more) {
    more.properties().forEach(member -> known.putIfAbsent(member.getKey(), member.getValue()));
  }
}
