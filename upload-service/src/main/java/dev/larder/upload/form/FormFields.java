package dev.larder.upload.form;

import dev.larder.packaging.CoreMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of an upload form (RUP-4): a repeated one is a list, an empty one absent, {@code
 * UNKNOWN} dropped.
 */
public final class FormFields {

  private final Map<String, List<String>> values = new LinkedHashMap<>();

  void add(String name, String value) {
    String stripped = value.strip();
    if (!stripped.isEmpty() && !stripped.equals(CoreMetadata.NOTHING)) {
      values.computeIfAbsent(name, n -> new ArrayList<>()).add(stripped);
    }
  }

  /** The first value. */
  public Optional<String> get(String name) {
    return all(name).stream().findFirst();
  }

  public List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }
}
