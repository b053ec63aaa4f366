package dev.larder.gateway.caller;

import com.nimbusds.jose.util.JSONObjectUtils;
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
    List<String> list = JSONObjectUtils.getStringList(claim, name);
    return list == null ? List.of() : list;
  }
}
