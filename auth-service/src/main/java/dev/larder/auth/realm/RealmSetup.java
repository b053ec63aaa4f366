package dev.larder.auth.realm;

import dev.larder.auth.keycloak.KeycloakLink;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import org.keycloak.admin.client.resource.RealmsResource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes the realms where they are missing. May be run at any time, by several replicas at once. */
@Component
final class RealmSetup {

  private static final Logger log = LoggerFactory.getLogger(RealmSetup.class);

  private final KeycloakLink keycloak;

  RealmSetup(KeycloakLink keycloak) {
    this.keycloak = keycloak;
  }

  void ensure() {
    RealmsResource realms = keycloak.admin().realms();
    if (find(realms, PeopleRealm.NAME).isEmpty()) {
      create(realms, PeopleRealm.fresh());
    }
    new PeopleSetup(realms.realm(PeopleRealm.NAME)).ensure();
    if (find(realms, TokenRealm.NAME).isEmpty()) {
      create(realms, TokenRealm.fresh());
    }
    var tokens = realms.realm(TokenRealm.NAME).toRepresentation();
    if (!TokenRealm.isSet(tokens)) {
      TokenRealm.set(tokens);
      realms.realm(TokenRealm.NAME).update(tokens);
      log.info("realm {} set right", TokenRealm.NAME);
    }
  }

  private static Optional<RealmRepresentation> find(RealmsResource realms, String name) {
    try {
      return Optional.of(realms.realm(name).toRepresentation());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private static void create(RealmsResource realms, RealmRepresentation realm) {
    try {
      realms.create(realm);
      log.info("realm {} created", realm.getRealm());
    } catch (ClientErrorException e) {
      if (e.getResponse().getStatus() != 409) {
        throw e;
      }
      log.info("realm {} was created by another replica", realm.getRealm());
    }
  }
}
