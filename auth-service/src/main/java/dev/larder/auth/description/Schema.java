package dev.larder.auth.description;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The JSON schema of what a record is read from or written as. */
final class Schema {
  private Schema() {}

  /**
   * @throws IllegalArgumentException for a type that no record of the API has
   */
  static Map<String, Object> of(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return Map.of("type", "array", "items", of(list.getActualTypeArguments()[0]));
    }
    if (type instanceof ParameterizedType map
        && (map.getRawType() == Map.class || map.getRawType() == SortedMap.class)) {
      return Map.of("type", "object", "additionalProperties", of(map.getActualTypeArguments()[1]));
    }
    if (type == String.class) {
      return Map.of("type", "string");
    }
    if (type == Instant.class) {
      return Map.of("type", List.of("string", "null"), "format", "date-time");
    }
    if (type == int.class) {
      return Map.of("type", "integer");
    }
    if (type == boolean.class) {
      return Map.of("type", "boolean");
    }
    if (type instanceof Class<?> record && record.isRecord()) {
      Optional<RecordComponent> value =
          Arrays.stream(record.getRecordComponents())
              .filter(component -> component.getAccessor().isAnnotationPresent(JsonValue.class))
              .findFirst();
      if (value.isPresent()) {
        return of(value.get());
      }
      Map<String, Object> properties = new LinkedHashMap<>();
      Arrays.stream(record.getRecordComponents())
          .forEach(component -> properties.put(component.getName(), of(component)));
      return Map.of("type", "object", "properties", properties, "additionalProperties", false);
    }
    throw new IllegalArgumentException(type + " has no schema");
  }

  private static Map<String, Object> of(RecordComponent component) {
    return of(component.getGenericType());
  }
}
