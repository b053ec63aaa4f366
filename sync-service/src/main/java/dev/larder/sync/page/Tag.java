package dev.larder.sync.page;

import java.util.Map;

/**
 * A start tag.
 *
 * @param name in lower case
 * @param attributes by their names in lower case, character references resolved
 * @param isCut whether it was larger than any tag of the simple API may be, so that some is missing
 */
record Tag(String name, Map<String, String> attributes, boolean isCut) {
  boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  /** Its value; empty when it has none. */
  String get(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }
}
