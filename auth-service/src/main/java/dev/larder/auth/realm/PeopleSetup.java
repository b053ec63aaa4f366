package dev.larder.auth.realm;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the realm of people up to date. May be run at any time, by several replicas at once: what
 * another has just made is as good.
 */
final class PeopleSetup {

  private static final Logger log = LoggerFactory.getLogger(PeopleSetup.class);
  private static final int CONFLICT = 409;

  /** The clients that Keycloak gives every realm. */
  private static final Set<String> BUILT_IN =
      Set.of(
          "account",
          "account-console",
          "admin-cli",
          "broker",
          "realm-management",
          "security-admin-console");

  private final RealmResource realm;

  PeopleSetup(RealmResource realm) {
    this.realm = realm;
  }

  void ensure() {
    once();
    key();
    roles();
    client();
    builtIn();
  }

  /** Nobody hands a password to anything but Keycloak's own pages, which slow guessing down. */
  private void builtIn() {
    for (ClientRepresentation client : realm.clients().findAll()) {
      if (BUILT_IN.contains(client.getClientId())
          && Boolean.TRUE.equals(client.isDirectAccessGrantsEnabled())) {
        client.setDirectAccessGrantsEnabled(false);
        realm.clients().get(client.getId()).update(client);
        log.info(
            "client {} of realm {} takes no passwords any more",
            client.getClientId(),
            PeopleRealm.NAME);
      }
    }
  }

  private void once() {
    var representation = realm.toRepresentation();
    var profile = realm.users().userProfile().getConfiguration();
    boolean setUp = PeopleRealm.wasSetUp(representation);
    if (!setUp) {
      PeopleRealm.askForLittle(profile);
    }
    if (PeopleRealm.guardRights(profile) || !setUp) {
      realm.users().userProfile().update(profile);
    }
    if (!setUp) {
      PeopleRealm.setUp(representation);
      realm.update(representation);
      log.info("realm {} set up", PeopleRealm.NAME);
    }
  }

  private void key() {
    String id = realm.toRepresentation().getId();
    boolean there =
        realm.components().query(id, PeopleRealm.KEYS).stream()
            .anyMatch(
                key ->
                    key.getProviderId().equals(PeopleRealm.KEY_PROVIDER)
                        && "P-256".equals(key.getConfig().getFirst("ecdsaEllipticCurveKey")));
    if (!there) {
      made(realm.components().add(PeopleRealm.key(id)));
    }
  }

  private void roles() {
    var there =
        realm.roles().list().stream().map(RoleRepresentation::getName).collect(Collectors.toSet());
    PeopleRealm.ROLES.stream()
        .filter(name -> !there.contains(name))
        .forEach(name -> unlessThere(() -> realm.roles().create(role(name))));
  }

  private static RoleRepresentation role(String name) {
    return new RoleRepresentation(name, "Larder: a group of people gets one of these", false);
  }

  private void client() {
    if (realm.clients().findByClientId(PeopleClient.ID).isEmpty()) {
      made(realm.clients().create(PeopleClient.fresh()));
    }
    ClientRepresentation there = realm.clients().findByClientId(PeopleClient.ID).getFirst();
    ClientResource client = realm.clients().get(there.getId());
    if (PeopleClient.setRight(there)) {
      client.update(there);
      log.info("client {} of realm {} set right", PeopleClient.ID, PeopleRealm.NAME);
    }
    mappers(client, there);
    var reach = client.getScopeMappings().realmLevel();
    List<RoleRepresentation> missing =
        reach.listAvailable().stream()
            .filter(role -> PeopleRealm.ROLES.contains(role.getName()))
            .toList();
    if (!missing.isEmpty()) {
      reach.add(missing);
    }
  }

  private static void mappers(ClientResource client, ClientRepresentation there) {
    Map<String, ProtocolMapperRepresentation> known =
        there.getProtocolMappers() == null
            ? Map.of()
            : there.getProtocolMappers().stream()
                .collect(
                    Collectors.toMap(ProtocolMapperRepresentation::getName, Function.identity()));
    for (ProtocolMapperRepresentation wanted : PeopleClient.mappers()) {
      var old = known.get(wanted.getName());
      if (old == null) {
        made(client.getProtocolMappers().createMapper(wanted));
      } else if (!PeopleClient.same(old, wanted)) {
        wanted.setId(old.getId());
        client.getProtocolMappers().update(old.getId(), wanted);
      }
    }
  }

  private static void made(Response response) {
    try (response) {
      int status = response.getStatus();
      if (status / 100 != 2 && status != CONFLICT) {
        throw new WebApplicationException(status);
      }
    }
  }

  private static void unlessThere(Runnable creation) {
    try {
      creation.run();
    } catch (ClientErrorException e) {
      if (e.getResponse().getStatus() != CONFLICT) {
        throw e;
      }
    }
  }
}
