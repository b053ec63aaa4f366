package dev.larder.auth.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.larder.auth.parts.Fixture;
import dev.larder.auth.parts.RealKeycloak;
import dev.larder.auth.parts.RunningService.Answer;
import dev.larder.auth.parts.Until;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.ClientRepresentation;

/** Bringing back what a publisher gave, as upload clients do after publishing. */
class BurningTest {

  @RegisterExtension static final Fixture FIXTURE = new Fixture();
  static TestIssuer issuer;

  private final String job = "job:" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
  }

  @AfterAll
  static void stop() {
    issuer.close();
  }

  private String given() {
    var answer =
        FIXTURE
            .service()
            .post("/_/oidc/mint-token", "{\"token\":\"%s\"}".formatted(issuer.token(job)));
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.body().get("token").asString();
  }

  private void someoneMayPublish() {
    var answer =
        FIXTURE
            .admin()
            .post(
                "/__api__/v1/publishers",
                "{\"source\":\"private\",\"project\":\"corp-*\",\"issuer\":\"%s\",\"claims\":{\"sub\":\"%s\"}}"
                    .formatted(issuer.url(), job));
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
  }

  private static Answer burn(String token) {
    return FIXTURE.service().post("/_/oidc/burn-token", "{\"token\":\"%s\"}".formatted(token));
  }

  private static boolean isActive(JWTClaimsSet claims) throws Exception {
    return FIXTURE
        .service()
        .get("/internal/tokens/%s?id=%s".formatted(claims.getStringClaim("azp"), claims.getJWTID()))
        .body()
        .get("active")
        .asBoolean();
  }

  private static JWTClaimsSet claims(String token) throws Exception {
    return SignedJWT.parse(token).getJWTClaimsSet();
  }

  @Test
  void whatIsBroughtBackIsRefusedFromThenOnAndNothingElseOfItsPublisher() throws Exception {
    someoneMayPublish();
    String token = given();
    var used = claims(token);
    var other = claims(given());
    assertThat(used.getStringClaim("azp")).isEqualTo(other.getStringClaim("azp"));
    assertThat(isActive(used)).isTrue();

    var answer = burn(token);

    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    assertThat(FIXTURE.redis().holdsRevoked(used.getJWTID())).isTrue();
    assertThat(isActive(used)).isFalse();
    assertThat(FIXTURE.redis().holdsRevoked(other.getJWTID())).isFalse();
    assertThat(isActive(other)).isTrue();
    assertThat(FIXTURE.redis().holdsRevoked(used.getStringClaim("azp"))).isFalse();
    assertThat(burn(token).status()).as("once more does no harm").isEqualTo(202);
  }

  @Test
  void whatWasBroughtBackIsThereAgainInARedisThatWasEmptied() throws Exception {
    someoneMayPublish();
    String token = given();
    burn(token);
    FIXTURE.redis().ask(redis -> redis.flushall());

    FIXTURE.service().post("/internal/revocations/rebuild", "");

    assertThat(FIXTURE.redis().holdsRevoked(claims(token).getJWTID())).isTrue();
  }

  @Test
  void withoutRedisItIsRefusedByKeycloakAndAddedAsSoonAsRedisIsBack() throws Exception {
    someoneMayPublish();
    String token = given();
    FIXTURE.redis().kill();
    try {
      var answer = burn(token);

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.detail()).contains("the token is revoked, but Redis can't be reached");
      assertThat(isActive(claims(token))).isFalse();
    } finally {
      FIXTURE.redis().start();
    }
    String id = claims(token).getJWTID();
    Until.holds("added", Duration.ofSeconds(60), () -> FIXTURE.redis().holdsRevoked(id));
    Until.holds("whole", Duration.ofSeconds(60), FIXTURE.redis()::isMarkedComplete);
  }

  @Test
  void whatEndedLongAgoIsForgotten() throws Exception {
    someoneMayPublish();
    String token = given();
    String guid = claims(token).getStringClaim("azp");
    FIXTURE.redis().ask(redis -> redis.sadd("larder:revoked", "long-ago"));
    change(guid, "larder.burnt.long-ago", Instant.now().minus(Duration.ofHours(2)).toString());

    assertThat(burn(token).status()).isEqualTo(202);

    assertThat(FIXTURE.redis().holdsRevoked("long-ago")).isFalse();
    assertThat(attributes(guid))
        .containsKey("larder.burnt." + claims(token).getJWTID())
        .doesNotContainKey("larder.burnt.long-ago");
  }

  private static void change(String guid, String attribute, String value) {
    try (var keycloak = RealKeycloak.running().admin()) {
      var change = new ClientRepresentation();
      change.setClientId(guid);
      change.setAttributes(Map.of(attribute, value));
      keycloak.realm("larder-tokens").clients().get(guid.substring(10)).update(change);
    }
  }

  private static Map<String, String> attributes(String guid) {
    try (var keycloak = RealKeycloak.running().admin()) {
      return keycloak
          .realm("larder-tokens")
          .clients()
          .get(guid.substring(10))
          .toRepresentation()
          .getAttributes();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"token\":1}", "{\"token\":\" \"}", "nonsense"})
  void withoutATokenThereIsNothingToBringBack(String body) {
    refused(
        FIXTURE.service().post("/_/oidc/burn-token", body), "invalid-payload", "text as 'token'");
  }

  @Test
  void whatNoPublisherGaveIsRefused() throws Exception {
    someoneMayPublish();
    var forged = new SignedJWT((JWSHeader) SignedJWT.parse(given()).getHeader(), claims(given()));
    forged.sign(new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate()));
    String own =
        FIXTURE
            .service()
            .token("{\"description\":\"own\",\"sources\":[\"*\"]}")
            .get("token")
            .asString();

    String why = "no token that a trusted publisher gave here";
    refused(burn(forged.serialize()), "invalid-token", why);
    assertThat(isActive(forged.getJWTClaimsSet())).isTrue();
    refused(burn(own), "invalid-token", why);
    refused(burn(issuer.token(job)), "invalid-token", why);
    refused(burn("a.b.c"), "invalid-token", why);
    refused(burn("x".repeat(20_000)), "invalid-token", why);
  }

  private static void refused(Answer answer, String code, String description) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(422);
    var error = answer.body().get("errors").get(0);
    assertThat(error.get("code").asString()).isEqualTo(code);
    assertThat(error.get("description").asString()).contains(description);
  }
}
