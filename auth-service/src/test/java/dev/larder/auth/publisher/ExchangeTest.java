package dev.larder.auth.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.larder.auth.parts.Fixture;
import dev.larder.auth.parts.RunningService.Answer;
import dev.larder.auth.parts.Until;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trusted publishing, with a real Keycloak, a real Redis and an issuer of these tests (RTP). */
class ExchangeTest {

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

  @BeforeEach
  void someoneMayPublish() {
    create("private", "corp-*", job);
  }

  private static String create(String source, String project, String subject) {
    var answer =
        FIXTURE
            .service()
            .post(
                "/__api__/v1/publishers",
                "{\"source\":\"%s\",\"project\":\"%s\",\"issuer\":\"%s\",\"claims\":{\"sub\":\"%s\"}}"
                    .formatted(source, project, issuer.url(), subject));
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    return answer.body().get("guid").asString();
  }

  private static Answer mint(String token) {
    return FIXTURE.service().post("/_/oidc/mint-token", "{\"token\":\"%s\"}".formatted(token));
  }

  private static JWTClaimsSet given(Answer answer) throws Exception {
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    assertThat(answer.body().get("success").asBoolean()).isTrue();
    return SignedJWT.parse(answer.body().get("token").asString()).getJWTClaimsSet();
  }

  private static void refused(Answer answer, String code, String description) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(422);
    assertThat(answer.type()).startsWith("application/json");
    assertThat(answer.body().get("message").asString()).isEqualTo("Token request failed");
    assertThat(answer.body().get("errors")).hasSize(1);
    var error = answer.body().get("errors").get(0);
    assertThat(error.get("code").asString()).as("%s", answer).isEqualTo(code);
    assertThat(error.get("description").asString()).contains(description);
  }

  private static boolean active(String guid) {
    return FIXTURE.service().get("/internal/tokens/" + guid).body().get("active").asBoolean();
  }

  @Test
  void theAudienceIsTold() {
    assertThat(FIXTURE.service().get("/_/oidc/audience").body().toString())
        .isEqualTo("{\"audience\":\"larder\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS512", "ES256"})
  void aJobGetsAShortTokenForItsProjectsAlone(String algorithm) throws Exception {
    var answer = mint(issuer.sign(issuer.claims(job, c -> {}), JWSAlgorithm.parse(algorithm)));

    var claims = given(answer);
    assertThat(claims.getClaim("larder"))
        .isEqualTo(
            Map.of(
                "scopes", List.of("sources:write"),
                "sources", List.of("1"),
                "projects", List.of("corp-*")));
    long left = claims.getExpirationTime().toInstant().getEpochSecond();
    assertThat(left - claims.getIssueTime().toInstant().getEpochSecond()).isEqualTo(900);
    assertThat(answer.body().get("expires").asLong()).isBetween(left - 120, left + 120);
    assertThat(claims.getStringClaim("azp")).startsWith("publisher-");
    assertThat(active(claims.getStringClaim("azp"))).isTrue();
    assertThat(answer.body().get("token").asString()).hasSizeLessThan(1000);
  }

  @Test
  void aTokenIsTakenOnce() throws Exception {
    String token = issuer.token(job);
    given(mint(token));

    refused(mint(token), "invalid-reuse-token", "used before");
    String sameId = SignedJWT.parse(token).getJWTClaimsSet().getJWTID();
    refused(mint(issuer.token(job, c -> c.jwtID(sameId))), "invalid-reuse-token", "used before");
  }

  @Test
  void aTokenWithoutAnIdIsTakenOnceToo() throws Exception {
    String token = issuer.token(job, c -> c.jwtID(null));
    given(mint(token));

    refused(mint(token), "invalid-reuse-token", "used before");
  }

  @Test
  void whatWasUsedIsRememberedUntilItEnds() throws Exception {
    given(mint(issuer.token(job)));

    assertThat(FIXTURE.redis().<List<String>>ask(r -> r.keys("larder:jti:*")))
        .isNotEmpty()
        .allSatisfy(
            key ->
                assertThat(FIXTURE.redis().<Long>ask(r -> r.ttl(key)))
                    .isBetween(1L, 24L * 3600 + 120));
  }

  private void isBad(Consumer<JWTClaimsSet.Builder> change, String why) {
    refused(mint(issuer.token(job, change)), "invalid-token", why);
  }

  private static Date in(long seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  @Test
  void whatIsNotForNowOrNotForHereIsRefused() {
    isBad(c -> c.expirationTime(in(-60)), "Expired JWT");
    isBad(c -> c.expirationTime(null), "exp");
    isBad(c -> c.expirationTime(in(2 * 24 * 3600)), "longer than a day");
    isBad(c -> c.notBeforeTime(in(600)), "before use time");
    isBad(c -> c.issueTime(in(600)), "issued in the future");
    isBad(c -> c.issueTime(null), "iat");
    isBad(c -> c.audience("pypi"), "aud");
    isBad(c -> c.audience((String) null), "aud");
  }

  @Test
  void whatItsIssuerDidNotSignIsRefused() throws Exception {
    var claims = issuer.claims(job, c -> {});
    var stranger = new RSAKeyGenerator(2048).keyID("rsa").generate();
    refused(
        mint(issuer.sign(claims, JWSAlgorithm.RS256, "rsa", new RSASSASigner(stranger))),
        "invalid-token",
        "signature");
    refused(
        mint(issuer.sign(claims, JWSAlgorithm.RS256, "unknown", new RSASSASigner(stranger))),
        "invalid-token",
        "");
    refused(mint(issuer.sign(claims, JWSAlgorithm.HS256)), "invalid-token", "public key");
    refused(mint(new PlainJWT(claims).serialize()), "invalid-token", "public key");
    refused(mint("a.b.c"), "invalid-token", "no JWT");
    refused(mint("x".repeat(20_000)), "invalid-token", "no JWT");
  }

  @Test
  void keysOfAnIssuerAreAskedForAnewOnlyNowAndThen() throws Exception {
    given(mint(issuer.token(job)));
    int before = issuer.keysAsked.get();
    var stranger = new RSAKeyGenerator(2048).keyID("other").generate();
    for (int i = 0; i < 20; i++) {
      mint(
          issuer.sign(
              issuer.claims(job, c -> {}),
              JWSAlgorithm.RS256,
              "other" + i,
              new RSASSASigner(stranger)));
      given(mint(issuer.token(job)));
    }
    assertThat(issuer.keysAsked.get() - before).isLessThan(20);
  }

  @Test
  void whoIsNotMeantIsRefused() {
    refused(mint(issuer.token(job + "x")), "invalid-publisher", "sub '" + job + "x'");
    refused(mint(issuer.token(job, c -> c.subject(null))), "invalid-publisher", "no trusted");
    refused(
        mint(issuer.token(job, c -> c.subject(null).claim("sub", List.of(job)))),
        "invalid-token",
        "no JWT");
    refused(
        mint(issuer.token(job, c -> c.issuer("https://issuer.invalid"))),
        "invalid-publisher",
        "no trusted publisher has the issuer");
  }

  @Test
  void whatIsNoWishForATokenIsRefused() {
    for (String body : List.of("", "{}", "[]", "{\"token\":1}", "{\"token\":\" \"}", "nonsense")) {
      refused(FIXTURE.service().post("/_/oidc/mint-token", body), "invalid-payload", "JSON object");
    }
  }

  @Test
  void severalPublishersOfOneSourceGiveOneTokenForAllTheirProjects() throws Exception {
    create("private", "other", job);
    create("private", "third-*", job);

    var claims = given(mint(issuer.token(job)));

    assertThat(claims.getJSONObjectClaim("larder"))
        .containsEntry("sources", List.of("1"))
        .containsEntry("projects", List.of("corp-*", "other", "third-*"));
    assertThat(given(mint(issuer.token(job))).getStringClaim("azp"))
        .as("the same for the same publishers")
        .isEqualTo(claims.getStringClaim("azp"));
  }

  @Test
  void publishersOfSeveralSourcesGiveATokenWhereTheirProjectsAreTheSame() throws Exception {
    create("pypi", "corp-*", job);

    assertThat(given(mint(issuer.token(job))).getJSONObjectClaim("larder"))
        .containsEntry("sources", List.of("1", "2"))
        .containsEntry("projects", List.of("corp-*"));
  }

  @Test
  void publishersOfSeveralSourcesWithOtherProjectsGiveNone() {
    create("pypi", "other", job);

    refused(mint(issuer.token(job)), "invalid-publisher", "several sources match");
  }

  @Test
  void whatADeletedPublisherGaveIsRefusedFromThenOn() throws Exception {
    String subject = job + ":deleted";
    String guid = create("private", "corp-*", subject);
    var claims = given(mint(issuer.token(subject)));

    assertThat(FIXTURE.service().delete("/__api__/v1/publishers/" + guid).status()).isEqualTo(204);

    assertThat(FIXTURE.redis().holdsRevoked(claims.getStringClaim("azp"))).isTrue();
    assertThat(active(claims.getStringClaim("azp"))).isFalse();
    refused(mint(issuer.token(subject)), "invalid-publisher", "no trusted publisher");
    assertThat(FIXTURE.service().get("/__api__/v1/publishers").body().toString())
        .doesNotContain(guid);
    assertThat(FIXTURE.service().delete("/__api__/v1/publishers/" + guid).status())
        .as("once more does no harm")
        .isEqualTo(204);
  }

  @Test
  void whatItGaveTogetherWithOthersIsRefusedToo() throws Exception {
    String guid = create("private", "other", job);
    String together = given(mint(issuer.token(job))).getStringClaim("azp");

    assertThat(FIXTURE.service().delete("/__api__/v1/publishers/" + guid).status()).isEqualTo(204);

    assertThat(FIXTURE.redis().holdsRevoked(together)).isTrue();
    assertThat(active(together)).isFalse();
    assertThat(given(mint(issuer.token(job))).getJSONObjectClaim("larder"))
        .containsEntry("projects", List.of("corp-*"));
  }

  @Test
  void whatWasEndedIsThereAgainInARedisThatWasEmptied() throws Exception {
    String guid = create("private", "emptied", job + ":emptied");
    FIXTURE.service().delete("/__api__/v1/publishers/" + guid);
    FIXTURE.redis().ask(r -> r.flushall());

    FIXTURE.service().post("/internal/revocations/rebuild", "");

    assertThat(FIXTURE.redis().holdsRevoked(guid)).isTrue();
  }

  @Test
  void publishersAreNoTokensInListsAndCannotBeRevokedAsSuch() throws Exception {
    String azp = given(mint(issuer.token(job))).getStringClaim("azp");

    assertThat(FIXTURE.service().get("/__api__/v1/tokens").body().toString()).doesNotContain(azp);
    var answer =
        FIXTURE.service().post("/__api__/v1/tokens/revoke", "{\"guid\":\"%s\"}".formatted(azp));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.detail()).contains("larder delete publisher");
  }

  @Test
  void withoutRedisNoneIsGivenSoThatNoneIsGivenTwice() throws Exception {
    String token = issuer.token(job);
    FIXTURE.redis().kill();
    try {
      var answer = mint(token);

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.detail()).contains("Redis can't be reached");
      assertThat(answer.type()).startsWith("application/problem+json");
    } finally {
      FIXTURE.redis().start();
    }
    Until.holds(
        "Redis is found again",
        Duration.ofSeconds(60),
        () -> mint(issuer.token(job)).status() != 503);
    given(mint(token));
  }
}
