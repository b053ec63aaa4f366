package dev.larder.stack;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of a log for people: time, part, level, message, what belongs to it, and the request's id.
 * Of a line that isn't JSON only the part is added.
 */
final class LogLine {
  private static final Gson GSON = new Gson();
  private static final List<String> TIMES = List.of("@timestamp", "timestamp");
  private static final List<String> TRACES = List.of("stack_trace", "exception");

  /** What stands elsewhere in the line, or tells people nothing. */
  private static final Set<String> NOT_TOLD =
      Set.of(
          "@timestamp",
          "@version",
          "timestamp",
          "level",
          "level_value",
          "message",
          "logger_name",
          "loggerName",
          "loggerClassName",
          "thread_name",
          "threadName",
          "threadId",
          "sequence",
          "hostName",
          "processName",
          "processId",
          "mdc",
          "ndc",
          "service",
          "request_id",
          "stack_trace",
          "exception");

  private LogLine() {}

  /** The lines, one but for those of a stack trace. */
  static Stream<String> of(String part, String line) {
    return json(line)
        .map(json -> lines(part, json))
        .orElseGet(() -> Stream.of("%-15s%s".formatted(part, clean(line))));
  }

  private static Stream<String> lines(String part, JsonObject json) {
    String facts =
        json.entrySet().stream()
            .filter(field -> !NOT_TOLD.contains(field.getKey()))
            .filter(field -> field.getValue().isJsonPrimitive())
            .filter(field -> !isTold(json, field))
            .map(LogLine::fact)
            .collect(Collectors.joining());
    String id = text(json, "request_id");
    String first =
        "%s  %-15s%-6s%s%s%s"
            .formatted(
                first(json, TIMES),
                part,
                text(json, "level"),
                text(json, "message"),
                facts,
                id.isEmpty() ? "" : "  [" + id + "]");
    return Stream.concat(
        Stream.of(clean(first)), first(json, TRACES).lines().map(line -> "    " + clean(line)));
  }

  /** Of a line that is {@code GET /simple/} its method and path are told already. */
  private static boolean isTold(JsonObject json, Map.Entry<String, JsonElement> field) {
    return Set.of("method", "path").contains(field.getKey())
        && text(json, "message").contains(field.getValue().getAsString());
  }

  private static String fact(Map.Entry<String, JsonElement> field) {
    return "  %s=%s".formatted(field.getKey(), field.getValue().getAsString());
  }

  private static String first(JsonObject json, List<String> names) {
    return names.stream()
        .map(name -> text(json, name))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String text(JsonObject json, String name) {
    JsonElement value = json.get(name);
    if (value == null || value.isJsonNull()) {
      return "";
    }
    return value.isJsonPrimitive() ? value.getAsString() : value.toString();
  }

  private static Optional<JsonObject> json(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(GSON.fromJson(line, JsonObject.class));
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  /** What others sent must not move a terminal's cursor. */
  private static String clean(String line) {
    return line.replace("\t", "    ").replaceAll("\\p{Cntrl}|[\\x80-\\x9f]", "?");
  }
}
