package dev.larder.index.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.annotation.Nullable;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Makes a command of a JSON object; what it doesn't know it refuses, and names what it knows. */
final class Strictly {
  private static final int LONGEST_TEXT = 2_000;

  private Strictly() {}

  static <T> T read(Class<T> type, Map<String, Object> object) {
    RecordComponent[] components = type.getRecordComponents();
    List<String> known = Arrays.stream(components).map(Strictly::key).toList();
    object.keySet().stream()
        .filter(key -> !known.contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw new Malformed(
                  "'%s' is not known here; known: %s"
                      .formatted(shown(key), String.join(", ", known)));
            });
    return made(
        type,
        Arrays.stream(components)
            .map(component -> value(component, object.get(key(component))))
            .toArray());
  }

  private static <T> T made(Class<T> type, Object[] values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String key(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null ? component.getName() : named.value();
  }

  private static @Nullable Object value(RecordComponent component, @Nullable Object given) {
    String key = key(component);
    if (given == null) {
      if (component.getAccessor().isAnnotationPresent(Nullable.class)) {
        return null;
      }
      throw new Malformed("'%s' is missing".formatted(key));
    }
    Class<?> type = component.getType();
    if (type == String.class && given instanceof String text) {
      FileText file = component.getAnnotation(FileText.class);
      return file == null ? checked(key, text) : within(key, text, file.most());
    }
    if (type == Boolean.class && given instanceof Boolean) {
      return given;
    }
    if (type == Long.class && (given instanceof Integer || given instanceof Long)) {
      return ((Number) given).longValue();
    }
    if (isOfNumbers(component)
        && given instanceof List<?> list
        && list.stream().allMatch(Integer.class::isInstance)) {
      return List.copyOf(list);
    }
    if (type == List.class
        && !isOfNumbers(component)
        && given instanceof List<?> list
        && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(text -> checked(key, (String) text)).toList();
    }
    throw new Malformed(
        "'%s' must be %s"
            .formatted(key, isOfNumbers(component) ? "a list of whole numbers" : word(type)));
  }

  private static boolean isOfNumbers(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType list
        && list.getRawType() == List.class
        && list.getActualTypeArguments()[0] == Integer.class;
  }

  private static String checked(String key, String text) {
    if (within(key, text, LONGEST_TEXT).chars().anyMatch(Character::isISOControl)) {
      throw new Malformed("'%s' must be one line without control characters".formatted(key));
    }
    return text;
  }

  private static String within(String key, String text, int most) {
    if (text.length() > most) {
      throw new Malformed("'%s' is longer than %d characters".formatted(key, most));
    }
    return text;
  }

  private static String word(Class<?> type) {
    if (type == Boolean.class) {
      return "true or false";
    }
    if (type == Long.class) {
      return "a whole number";
    }
    return type == List.class ? "a list of texts" : "a text";
  }

  private static String shown(String key) {
    return checked("a key", key);
  }
}
