package dev.larder.cli.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a call carries: only what was given on the command line stands in it. */
public final class Body {
  private final ObjectNode node = JsonNodeFactory.instance.objectNode();

  public Body with(String key, Object value) {
    switch (value) {
      case Boolean yes -> node.put(key, yes);
      case Long number -> node.put(key, number);
      case Object text -> node.put(key, text.toString());
    }
    return this;
  }

  /** Leaves the key out where there is no value. */
  public Body with(String key, Optional<?> value) {
    return value.map(given -> with(key, (Object) given)).orElse(this);
  }

  public Body with(String key, List<?> values) {
    ArrayNode array = node.putArray(key);
    values.forEach(value -> array.add(value.toString()));
    return this;
  }

  /** A list of numbers. */
  public Body withNumbers(String key, List<Integer> values) {
    ArrayNode array = node.putArray(key);
    values.forEach(array::add);
    return this;
  }

  /** An object of texts, in the order of the map. */
  public Body with(String key, Map<String, String> values) {
    ObjectNode object = node.putObject(key);
    values.forEach(object::put);
    return this;
  }

  /**
   * The whole list from now on, none of it where it holds nothing but an empty name; without an
   * option ({@code null}) the key is left out.
   */
  public Body withAll(String key, List<String> names) {
    return names == null
        ? this
        : with(key, names.stream().filter(name -> !name.isBlank()).toList());
  }

  public boolean isEmpty() {
    return node.isEmpty();
  }

  /** The document. */
  public JsonNode json() {
    return node;
  }
}
