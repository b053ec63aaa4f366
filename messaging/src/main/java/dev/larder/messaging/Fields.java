package dev.larder.messaging;

import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a stream entry: strings, where what is absent is not there. */
final class Fields {
  private final Map<String, String> values;

  private Fields(Map<String, String> values) {
    this.values = values;
  }

  static Fields empty() {
    return new Fields(new LinkedHashMap<>());
  }

  static Fields of(Map<String, String> values) {
    return new Fields(values);
  }

  Fields put(String name, Object value) {
    if (value != null) {
      values.put(name, value.toString());
    }
    return this;
  }

  Map<String, String> toMap() {
    return values;
  }

  String get(String name) {
    return values.get(name);
  }

  String required(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("Field " + name + " is missing in " + values.keySet());
    }
    return value;
  }

  Long number(String name) {
    String value = values.get(name);
    if (value == null) {
      return null;
    }
    try {
      return Long.valueOf(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Field " + name + " is no number: " + value, e);
    }
  }
}
