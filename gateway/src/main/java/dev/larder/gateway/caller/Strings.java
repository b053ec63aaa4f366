package dev.larder.gateway.caller;

import java.text.ParseException;
import java.util.List;
import java.util.Map;

/** Lists of strings in claims. */
final class Strings {
  private Strings() {}

  /**
   * A claim's member, empty when it is absent.
   *
   * @throws ParseException when it is something else
   */
  static List<String> of(Map<String, Object> claim, String name) throws ParseException {
    Object value = claim.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw new ParseException("larder." + name + " isn't a list of strings", 0);
  }
}
