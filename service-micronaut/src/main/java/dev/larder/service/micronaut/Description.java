package dev.larder.service.micronaut;

import io.micronaut.context.annotation.Property;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A service's calls of {@code /__api__} as an OpenAPI document, which the compiler made of the
 * controllers; what services and installers ask for is left out.
 */
@Singleton
final class Description {
  private static final String MADE = "/META-INF/swagger/%s.json";
  private static final String SCHEMAS = "#/components/schemas/";
  private static final Argument<Map<String, Object>> OBJECT =
      Argument.mapOf(String.class, Object.class);

  /** As every refusal is (RFC 9457). */
  private static final Map<String, Object> PROBLEM =
      Map.of(
          "type",
          "object",
          "description",
          "A refusal (RFC 9457).",
          "properties",
          Map.of(
              "title", Map.of("type", "string"),
              "status", Map.of("type", "integer"),
              "detail",
                  Map.of(
                      "type", "string", "description", "what was wrong, with what, what to do")));

  private static final Map<String, Object> REFUSAL =
      Map.of(
          "description",
          "refused",
          "content",
          Map.of(
              "application/problem+json", Map.of("schema", Map.of("$ref", SCHEMAS + "Problem"))));

  private final Optional<Map<String, Object>> document;

  /**
   * @param service its name
   */
  Description(@Property(name = "micronaut.application.name") String service, ObjectMapper json) {
    try (InputStream made = Description.class.getResourceAsStream(MADE.formatted(service))) {
      document =
          made == null ? Optional.empty() : Optional.of(trimmed(json.readValue(made, OBJECT)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty where the service has no such calls. */
  Optional<Map<String, Object>> document() {
    return document;
  }

  private static Map<String, Object> trimmed(Map<String, Object> made) {
    Map<String, Object> paths = new LinkedHashMap<>();
    object(made, "paths")
        .forEach(
            (path, calls) -> {
              if (path.startsWith("/__api__/")) {
                paths.put(path, calls);
                object(calls).values().forEach(call -> finish(object(call)));
              }
            });
    Map<String, Object> schemas = object(object(made, "components"), "schemas");
    schemas.put("Problem", PROBLEM);
    Set<String> used = new TreeSet<>();
    use(paths, schemas, used);
    schemas.keySet().retainAll(used);
    Map<String, Object> trimmed = new LinkedHashMap<>(made);
    trimmed.put("paths", paths);
    trimmed.put("components", Map.of("schemas", schemas));
    return trimmed;
  }

  /** The compiler says a lone sentence twice, and nothing of refusals. */
  private static void finish(Map<String, Object> call) {
    call.remove("description", call.get("summary"));
    object(call, "responses").put("default", REFUSAL);
  }

  /** Notes every schema that something leads to. */
  private static void use(Object from, Map<String, Object> schemas, Set<String> used) {
    switch (from) {
      case Map<?, ?> map ->
          map.forEach(
              (key, value) -> {
                if (key.equals("$ref") && value instanceof String to && to.startsWith(SCHEMAS)) {
                  String name = to.substring(SCHEMAS.length());
                  if (used.add(name)) {
                    use(schemas.get(name), schemas, used);
                  }
                } else {
                  use(value, schemas, used);
                }
              });
      case Iterable<?> many -> many.forEach(each -> use(each, schemas, used));
      case null, default -> {}
    }
  }

  private static Map<String, Object> object(Map<String, Object> of, String key) {
    return object(of.get(key));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }
}
