package dev.larder.auth.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

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
        Map.of("title", "Larder: tokens, publishers and people", "version", "1"),
        "paths",
        paths);
  }

  private static Map<String, Object> operation(DescribedCall call) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("tags", List.of(call.path().split("/", 4)[2]));
    operation.put("summary", call.summary());
    List<Map<String, Object>> parameters = parameters(call);
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
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
            call.answer() == Void.class
                ? Map.of("description", "done")
                : Map.of(
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

  private static List<Map<String, Object>> parameters(DescribedCall call) {
    List<Map<String, Object>> parameters = new ArrayList<>();
    Pattern.compile("\\{(\\w+)}")
        .matcher(call.path())
        .results()
        .forEach(
            match ->
                parameters.add(
                    Map.of(
                        "name",
                        match.group(1),
                        "in",
                        "path",
                        "required",
                        true,
                        "schema",
                        Map.of("type", "string"))));
    call.query()
        .forEach(
            (name, values) ->
                parameters.add(
                    Map.of(
                        "name",
                        name,
                        "in",
                        "query",
                        "schema",
                        values.isEmpty()
                            ? Map.of("type", "string")
                            : Map.of("type", "string", "enum", values))));
    return parameters;
  }

  private static Map<String, Object> content(String type, Map<String, Object> schema) {
    return Map.of(type, Map.of("schema", schema));
  }
}
