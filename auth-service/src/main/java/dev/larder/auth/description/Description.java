package dev.larder.auth.description;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The calls of {@code /__api__} that this service answers, as an OpenAPI 3.1 document. */
final class Description {
  private static final Map<String, Object> PROBLEM =
      Map.of(
          "type",
          "object",
          "properties",
          Map.of(
              "title", Map.of("type", "string"),
              "status", Map.of("type", "integer"),
              "detail", Map.of("type", "string")));

  private Description() {}

  static Map<String, Object> of(List<DescribedCall> calls) {
    Map<String, Map<String, Object>> paths = new TreeMap<>();
    calls.forEach(
        call ->
            paths
                .computeIfAbsent(call.path(), _ -> new TreeMap<>())
                .put(call.method(), operation(call)));
    return Map.of(
        "openapi",
        "3.1.0",
        "info",
        Map.of("title", "Larder: tokens", "version", "1"),
        "paths",
        paths);
  }

  private static Map<String, Object> operation(DescribedCall call) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("tags", List.of("tokens"));
    operation.put("summary", call.summary());
    if (!call.query().isEmpty()) {
      operation.put(
          "parameters",
          call.query().entrySet().stream()
              .map(
                  parameter ->
                      Map.of(
                          "name",
                          parameter.getKey(),
                          "in",
                          "query",
                          "schema",
                          Map.of("type", "string", "enum", parameter.getValue())))
              .toList());
    }
    if (call.body() != Void.class) {
      operation.put(
          "requestBody",
          Map.of("required", true, "content", content("application/json", Schema.of(call.body()))));
    }
    operation.put(
        "responses",
        Map.of(
            Integer.toString(call.status()),
            Map.of(
                "description",
                "done",
                "content",
                content("application/json", Schema.of(call.answer()))),
            "default",
            Map.of(
                "description",
                "a problem (RFC 9457)",
                "content",
                content("application/problem+json", PROBLEM))));
    return operation;
  }

  private static Map<String, Object> content(String type, Map<String, Object> schema) {
    return Map.of(type, Map.of("schema", schema));
  }
}
