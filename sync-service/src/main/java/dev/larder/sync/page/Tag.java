package dev.larder.sync.page;

import java.util.Map;

/**
 * A start tag.
 *
 * @param name in lower case
 * @param attributes by their names in lower case, character references resolved
 * @param isCut whether it was larger than any tag of the simple API may be, so that some is missing
 */
public record Tag(String name, Map<String, String> attributes, boolean isCut) {
  /** Whether it has an attribute, with a value or not. */
  public boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  /** Its value; empty when it has none. */
  public String get(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }
}
