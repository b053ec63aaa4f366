package dev.larder.auth.realm;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.larder.auth.parts.FakeIndexService;
import dev.larder.auth.parts.RealKeycloak;
import dev.larder.auth.parts.RealRedis;
import dev.larder.auth.parts.RunningService;
import dev.larder.auth.parts.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;

/** Starts: the first, a later one, several at once, one before Keycloak's. */
class StartTest {

  private static final String TOKEN = "{\"description\":\"x\",\"sources\":[\"*\"]}";

  @TempDir Path folder;
  RealKeycloak keycloak;
  RealRedis redis;
  FakeIndexService index;

  @BeforeEach
  void start() {
    keycloak = RealKeycloak.running();
    redis = new RealRedis(folder);
    index = new FakeIndexService();
  }

  @AfterEach
  void stop() {
    index.close();
    redis.close();
  }

  private RunningService service() {
    return RunningService.start(keycloak.url(), redis, index);
  }

  @Test
  void severalReplicasStartAtOnceWithAKeycloakThatKnowsNothing() {
    try (var admin = keycloak.admin()) {
      admin.realms().findAll().stream()
          .map(RealmRepresentation::getRealm)
          .filter(name -> name.startsWith("larder"))
          .forEach(name -> admin.realm(name).remove());
    }
    var starting =
        Stream.generate(() -> CompletableFuture.supplyAsync(this::service)).limit(3).toList();
    List<RunningService> replicas = starting.stream().map(CompletableFuture::join).toList();
    try (var admin = keycloak.admin()) {
      replicas.forEach(replica -> replica.untilReady(redis));

      var realm = admin.realm("larder-tokens").toRepresentation();
      assertThat(TokenRealm.isSet(realm)).isTrue();
      assertThat(admin.realm("larder-tokens").keys().getKeyMetadata().getKeys())
          .as("a signing key and Keycloak's own two")
          .hasSize(3);
      assertThat(admin.realm("larder").toRepresentation().getSsoSessionMaxLifespan())
          .as("people's sessions are of usual length")
          .isEqualTo(36_000);
      replicas.forEach(replica -> assertThat(replica.token(TOKEN).get("token")).isNotNull());
    } finally {
      replicas.forEach(RunningService::close);
    }
  }

  @Test
  void aSecondStartChangesNothing() {
    try (var service = service().untilReady(redis);
        var admin = keycloak.admin()) {
      service.token(TOKEN);
      var realm = admin.realm("larder-tokens").toRepresentation();
      var keys = service.get("/internal/keys").body();
      try (var again = service().untilReady(redis)) {
        assertThat(again.get("/internal/keys").body()).isEqualTo(keys);
        assertThat(admin.realm("larder-tokens").toRepresentation())
            .usingRecursiveComparison()
            .isEqualTo(realm);
      }
    }
  }

  @Test
  void keycloaksOwnClientsTakeNoPasswordsAlsoWhereTheyDidBefore() {
    try (var admin = keycloak.admin()) {
      var clients = admin.realm("larder").clients();
      try (var service = service().untilReady(redis)) {
        assertThat(service.get("/health").status()).isEqualTo(200);
      }
      var client = clients.findByClientId("admin-cli").getFirst();
      client.setDirectAccessGrantsEnabled(true);
      clients.get(client.getId()).update(client);
      try (var service = service().untilReady(redis)) {
        assertThat(service.get("/health").status()).isEqualTo(200);
        assertThat(clients.findAll())
            .noneMatch(there -> Boolean.TRUE.equals(there.isDirectAccessGrantsEnabled()));
      }
    }
  }

  @Test
  void sessionsThatWereShortenedAreSetRightAgain() throws Exception {
    try (var service = service().untilReady(redis);
        var admin = keycloak.admin()) {
      service.token(TOKEN);
      var realm = admin.realm("larder-tokens").toRepresentation();
      realm.setSsoSessionMaxLifespan(36_000);
      realm.setClientSessionMaxLifespan(36_000);
      admin.realm("larder-tokens").update(realm);
    }
    try (var service = service().untilReady(redis)) {
      var claims = SignedJWT.parse(service.token(TOKEN).get("token").asString()).getJWTClaimsSet();
      assertThat(
              Duration.between(
                  claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
          .isEqualTo(Duration.ofDays(3653));
    }
  }

  @Test
  void aTokenOutlivesKeycloaksMoveToAnotherPortAndAServiceWaitsForKeycloak() throws Exception {
    SignedJWT before;
    try (var service = service().untilReady(redis)) {
      before = SignedJWT.parse(service.token(TOKEN).get("token").asString());
      keycloak.stop();

      assertThat(service.post("/__api__/v1/tokens", TOKEN).status()).isEqualTo(503);
      assertThat(
              service
                  .post("/__api__/v1/tokens/revoke", "{\"guid\":\"" + azp(before) + "\"}")
                  .status())
          .isEqualTo(503);
      assertThat(service.get("/internal/keys").status()).as("still known").isEqualTo(200);
      Until.holds("down", Duration.ofSeconds(10), () -> service.get("/health").status() == 503);
    }

    keycloak.moveElsewhere();
    try (var service = service()) {
      var answer = service.get("/__api__/v1/tokens");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.detail()).startsWith("Keycloak ").endsWith("; try again in a few seconds");
      assertThat(service.get("/health").body().toString())
          .isEqualTo("{\"status\":\"down\",\"parts\":{\"keycloak\":\"down\",\"redis\":\"up\"}}");
      assertThat(verifies(before, service.get("/internal/keys"))).as("keys of Redis").isTrue();

      keycloak.start();
      service.untilReady(redis);

      var after = SignedJWT.parse(service.token(TOKEN).get("token").asString());
      assertThat(verifies(before, service.get("/internal/keys"))).isTrue();
      assertThat(verifies(after, service.get("/internal/keys"))).isTrue();
      assertThat(after.getJWTClaimsSet().getIssuer())
          .isEqualTo(before.getJWTClaimsSet().getIssuer())
          .isEqualTo("http://larder.invalid/realms/larder-tokens");
      assertThat(service.get("/internal/tokens/" + azp(before)).body().toString())
          .isEqualTo("{\"active\":true}");
    }
  }

  @Test
  void aRealmOfAnEarlierVersionGetsWhatItLacksAndKeepsTheRest() {
    String group = "{\"name\":\"kept over\",\"role\":\"reader\",\"repos\":[\"main\"]}";
    String client;
    try (var service = service().untilReady(redis)) {
      assertThat(service.post("/__api__/v1/groups", group).status()).isIn(201, 409);
    }
    try (var admin = keycloak.admin()) {
      var realm = admin.realm("larder");
      client = realm.clients().findByClientId("larder").getFirst().getId();
      var before = realm.clients().get(client);
      before.getProtocolMappers().getMappers().stream()
          .filter(mapper -> List.of("larder repos", "larder audience").contains(mapper.getName()))
          .forEach(mapper -> before.getProtocolMappers().delete(mapper.getId()));
      var reach = before.getScopeMappings().realmLevel();
      reach.remove(
          reach.listAll().stream().filter(role -> role.getName().equals("reader")).toList());
      var representation = realm.toRepresentation();
      representation.setDisplayName("Ours");
      realm.update(representation);
    }

    try (var service = service().untilReady(redis);
        var admin = keycloak.admin()) {
      var realm = admin.realm("larder");
      assertThat(mappers(realm, client))
          .contains("larder repos", "larder audience", "larder roles", "larder sources");
      assertThat(realm.clients().get(client).getScopeMappings().realmLevel().listAll())
          .extracting(RoleRepresentation::getName)
          .contains("reader", "publisher", "admin");
      assertThat(realm.toRepresentation().getDisplayName()).isEqualTo("Ours");
      assertThat(service.get("/__api__/v1/groups").body().toString()).contains("kept over");

      realm.clients().get(client).remove();
    }
    try (var _ = service().untilReady(redis);
        var admin = keycloak.admin()) {
      var realm = admin.realm("larder");
      String made = realm.clients().findByClientId("larder").getFirst().getId();
      assertThat(made).isNotEqualTo(client);
      assertThat(mappers(realm, made)).contains("larder repos", "larder audience");
    }
  }

  private static List<String> mappers(RealmResource realm, String client) {
    return realm.clients().get(client).getProtocolMappers().getMappers().stream()
        .map(ProtocolMapperRepresentation::getName)
        .toList();
  }

  @Test
  void aWrongAdministratorIsNamedAsWhatIsInTheWay() {
    try (var service =
        RunningService.start(
            keycloak.url(), redis, index, "--larder.keycloak.password=forgotten")) {
      Until.holds(
          "said",
          Duration.ofSeconds(20),
          () ->
              service
                  .post("/__api__/v1/tokens", TOKEN)
                  .detail()
                  .startsWith("Keycloak refuses its administrator: check LARDER_KEYCLOAK_USER"));
      assertThat(service.get("/health").status()).isEqualTo(503);
    }
  }

  @Test
  void aRealmThatIsLostWhileTheServiceRunsIsMadeAgain() {
    try (var service = service().untilReady(redis);
        var admin = keycloak.admin()) {
      admin.realm("larder-tokens").remove();

      Until.holds("seen", Duration.ofSeconds(10), () -> service.get("/health").status() == 503);
      Until.holds("made", Duration.ofSeconds(20), () -> service.get("/health").status() == 200);
      assertThat(service.token(TOKEN).get("token")).isNotNull();
      Until.holds(
          "new keys in Redis",
          Duration.ofSeconds(10),
          () ->
              redis
                  .<String>ask(r -> r.get("larder:keys"))
                  .equals(service.get("/internal/keys").body().toString()));
    }
  }

  private static String azp(SignedJWT token) throws Exception {
    return token.getJWTClaimsSet().getStringClaim("azp");
  }

  private static boolean verifies(SignedJWT token, RunningService.Answer keys) throws Exception {
    var key = JWKSet.parse(keys.body().toString()).getKeyByKeyId(token.getHeader().getKeyID());
    return key != null && token.verify(new ECDSAVerifier(key.toECKey()));
  }
}
