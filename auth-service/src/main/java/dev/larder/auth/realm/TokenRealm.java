package dev.larder.auth.realm;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentExportRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * The realm that API tokens live in. Three of its settings are what makes tokens last: a fixed
 * address, or {@code iss} would hold the port of the day; sessions of ten years, or every token
 * would end after ten hours; and one signing key of its own (ES256), which keeps tokens short.
 */
public final class TokenRealm {

  public static final String NAME = "larder-tokens";

  /** How long a token lasts at most: ten years. */
  public static final Duration LONGEST = Duration.ofDays(3653);

  private static final String ADDRESS = "http://larder.invalid";
  private static final String FRONTEND_URL = "frontendUrl";
  private static final String ALGORITHM = "ES256";
  private static final int TEN_YEARS = Math.toIntExact(LONGEST.toSeconds());

  private TokenRealm() {}

  /**
   * The realm as it is made: no client scopes, and no keys but one to sign and those for Keycloak's
   * own use.
   */
  static RealmRepresentation fresh() {
    var realm = new RealmRepresentation();
    realm.setRealm(NAME);
    realm.setDisplayName("Larder's API tokens");
    realm.setEnabled(true);
    realm.setClientScopes(List.of());
    var keys = new MultivaluedHashMap<String, ComponentExportRepresentation>();
    keys.add(KEYS, key("ecdsa-generated", Map.of("ecdsaEllipticCurveKey", "P-256")));
    keys.add(KEYS, key("hmac-generated", Map.of("algorithm", "HS512")));
    keys.add(KEYS, key("aes-generated", Map.of()));
    realm.setComponents(keys);
    set(realm);
    return realm;
  }

  private static final String KEYS = "org.keycloak.keys.KeyProvider";

  private static ComponentExportRepresentation key(String provider, Map<String, String> config) {
    var key = new ComponentExportRepresentation();
    key.setName(provider);
    key.setProviderId(provider);
    var all = new MultivaluedHashMap<String, String>();
    all.add("priority", "100");
    config.forEach(all::add);
    key.setConfig(all);
    return key;
  }

  /** Whether a realm that is there has the settings that tokens rest on. */
  static boolean isSet(RealmRepresentation realm) {
    Map<String, String> attributes = Objects.requireNonNullElse(realm.getAttributes(), Map.of());
    return Boolean.TRUE.equals(realm.isEnabled())
        && ALGORITHM.equals(realm.getDefaultSignatureAlgorithm())
        && ADDRESS.equals(attributes.get(FRONTEND_URL))
        && isTenYears(realm.getSsoSessionIdleTimeout())
        && isTenYears(realm.getSsoSessionMaxLifespan())
        && isTenYears(realm.getClientSessionIdleTimeout())
        && isTenYears(realm.getClientSessionMaxLifespan());
  }

  private static boolean isTenYears(Integer seconds) {
    return Objects.equals(seconds, TEN_YEARS);
  }

  /** Gives a realm those settings and leaves the rest. */
  static void set(RealmRepresentation realm) {
    realm.setEnabled(true);
    realm.setDefaultSignatureAlgorithm(ALGORITHM);
    realm.setSsoSessionIdleTimeout(TEN_YEARS);
    realm.setSsoSessionMaxLifespan(TEN_YEARS);
    realm.setClientSessionIdleTimeout(TEN_YEARS);
    realm.setClientSessionMaxLifespan(TEN_YEARS);
    Map<String, String> attributes = new HashMap<>();
    if (realm.getAttributes() != null) {
      attributes.putAll(realm.getAttributes());
    }
    attributes.put(FRONTEND_URL, ADDRESS);
    realm.setAttributes(attributes);
  }
}
