package dev.larder.auth.keys;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JWK set (RFC 7517) of several, with what signs tokens alone: ES256. Keycloak's own use of its
 * other keys is no concern of those who check tokens.
 */
final class KeySet {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private KeySet() {}

  static String of(List<String> sets) {
    var all = JSON.createObjectNode();
    var keys = all.putArray("keys");
    for (String set : sets) {
      for (JsonNode key : JSON.readTree(set).path("keys")) {
        if (key.path("alg").asString("").equals("ES256")) {
          keys.add(key);
        }
      }
    }
    return all.toString();
  }
}
