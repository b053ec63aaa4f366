package dev.larder.auth.realm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;

/**
 * The realm that people sign in under. What sign-in to Larder rests on is kept right; all else is
 * set once, so that what its administrators change stays.
 */
public final class PeopleRealm {

  public static final String NAME = "larder";

  /** The roles that the gateway knows; a group gives one of them. */
  public static final List<String> ROLES = List.of("reader", "publisher", "admin");

  /** Attributes of groups: the ids of what they reach. */
  public static final String SOURCES = "larder.sources";

  public static final String REPOS = "larder.repos";

  static final String KEYS = "org.keycloak.keys.KeyProvider";

  private static final String SET_UP = "larder.set-up";
  private static final int FIVE_MINUTES = 300;

  /** As long as a session may last at most: a command line that is used twice a day stays in. */
  private static final int TEN_HOURS = 36_000;

  private PeopleRealm() {}

  static RealmRepresentation fresh() {
    var realm = new RealmRepresentation();
    realm.setRealm(NAME);
    realm.setDisplayName("Larder");
    realm.setEnabled(true);
    realm.setRegistrationAllowed(false);
    realm.setBruteForceProtected(true);
    return realm;
  }

  /** Whether a realm that is there has had what is set once. */
  static boolean wasSetUp(RealmRepresentation realm) {
    return Objects.requireNonNullElse(realm.getAttributes(), Map.<String, String>of())
        .containsKey(SET_UP);
  }

  /** Sets what is set once. */
  static void setUp(RealmRepresentation realm) {
    realm.setRegistrationAllowed(false);
    realm.setBruteForceProtected(true);
    realm.setAccessTokenLifespan(FIVE_MINUTES);
    realm.setSsoSessionIdleTimeout(TEN_HOURS);
    if (realm.getPasswordPolicy() == null || realm.getPasswordPolicy().isBlank()) {
      realm.setPasswordPolicy("length(10) and notUsername(undefined)");
    }
    Map<String, String> attributes = new HashMap<>();
    if (realm.getAttributes() != null) {
      attributes.putAll(realm.getAttributes());
    }
    attributes.put(SET_UP, "1");
    realm.setAttributes(attributes);
  }

  /** Asks people for nothing but their name, once. */
  static void askForLittle(UPConfig profile) {
    profile.getAttributes().stream()
        .filter(attribute -> !attribute.getName().equals("username"))
        .forEach(attribute -> attribute.setRequired(null));
  }

  /**
   * Declares the attributes that rights are read from, so that whatever else the profile allows
   * nobody gives them to themselves. False where that stood there already.
   */
  static boolean guardRights(UPConfig profile) {
    boolean changed = false;
    for (String name : List.of(SOURCES, REPOS)) {
      UPAttribute attribute = profile.getAttribute(name);
      if (attribute == null) {
        attribute = new UPAttribute(name);
        attribute.setMultivalued(true);
        profile.addOrReplaceAttribute(attribute);
        changed = true;
      }
      UPAttributePermissions permissions = attribute.getPermissions();
      if (permissions == null || permissions.getEdit().contains("user")) {
        attribute.setPermissions(new UPAttributePermissions(Set.of("admin"), Set.of("admin")));
        changed = true;
      }
    }
    return changed;
  }

  /** A key pair for ES256, which access tokens are signed with. */
  static ComponentRepresentation key(String realmId) {
    var key = new ComponentRepresentation();
    key.setName(KEY_PROVIDER);
    key.setProviderId(KEY_PROVIDER);
    key.setProviderType(KEYS);
    key.setParentId(realmId);
    var config = new MultivaluedHashMap<String, String>();
    config.putSingle("priority", "100");
    config.putSingle("ecdsaEllipticCurveKey", "P-256");
    key.setConfig(config);
    return key;
  }

  static final String KEY_PROVIDER = "ecdsa-generated";
}
