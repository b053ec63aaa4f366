package dev.larder.gateway.keys;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The P-256 keys of a JWK set by their ids; others are left out. */
record KeySet(Map<String, ECKey> keys) {
  static final KeySet NONE = new KeySet(Map.of());

  /** Empty if {@code json} is no JWK set or holds no key that a token could be signed with. */
  static Optional<KeySet> parse(String json) {
    try {
      Map<String, ECKey> keys =
          JWKSet.parse(json).getKeys().stream()
              .filter(ECKey.class::isInstance)
              .map(ECKey.class::cast)
              .filter(key -> Curve.P_256.equals(key.getCurve()) && key.getKeyID() != null)
              .collect(Collectors.toUnmodifiableMap(ECKey::getKeyID, key -> key, (a, b) -> a));
      return keys.isEmpty() ? Optional.empty() : Optional.of(new KeySet(keys));
    } catch (ParseException notKeys) {
      return Optional.empty();
    }
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  Optional<ECKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }
}
