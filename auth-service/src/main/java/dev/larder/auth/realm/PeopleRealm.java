package dev.larder.auth.realm;

import org.keycloak.representations.idm.RealmRepresentation;

/**
 * The realm that people sign in under, with Keycloak's usual lifespans; its administrators change
 * it as they like.
 */
final class PeopleRealm {

  static final String NAME = "larder";

  private PeopleRealm() {}

  static RealmRepresentation fresh() {
    var realm = new RealmRepresentation();
    realm.setRealm(NAME);
    realm.setDisplayName("Larder");
    realm.setEnabled(true);
    return realm;
  }
}
