package dev.larder.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.larder.auth.parts.Fixture;
import dev.larder.auth.parts.RunningService;
import dev.larder.auth.parts.Until;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.data.TemporalUnitOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Tokens, with a real Keycloak and a real Redis. */
class TokensTest {

  @RegisterExtension static final Fixture FIXTURE = new Fixture();

  @Test
  void aTokenCarriesItsGuidAndIdsAndIsSignedWithTheKeyInRedis() throws Exception {
    var made =
        FIXTURE
            .service()
            .token(
                """
            {"description":"CI","scopes":["sources:write","repos:read"],"sources":["private"],"repos":["*","main"],"expires":"30d"}
            """);
    var token = SignedJWT.parse(made.get("token").asString());
    var claims = token.getJWTClaimsSet();

    assertThat(verifies(token)).isTrue();
    assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    assertThat(claims.getIssuer()).isEqualTo("http://larder.invalid/realms/larder-tokens");
    assertThat(claims.getStringClaim("azp")).isEqualTo(made.get("guid").asString());
    assertThat(claims.getClaim("larder"))
        .isEqualTo(
            Map.of(
                "scopes", List.of("sources:write", "repos:read"),
                "sources", List.of("1"),
                "repos", List.of("*", "1")));
    assertThat(claims.getClaims()).doesNotContainKeys("realm_access", "resource_access");
    assertThat(claims.getExpirationTime().toInstant())
        .isCloseTo(Instant.now().plus(30, ChronoUnit.DAYS), within(60));
    assertThat(Instant.parse(made.get("expires").asString()))
        .isCloseTo(claims.getExpirationTime().toInstant(), within(5));
  }

  @Test
  void aTokenThatNeverExpiresLastsTenYears() throws Exception {
    var made = FIXTURE.service().token("{\"description\":\"for good\",\"repos\":[\"main\"]}");

    var claims = SignedJWT.parse(made.get("token").asString()).getJWTClaimsSet();

    assertThat(made.get("expires").isNull()).isTrue();
    assertThat(claims.getExpirationTime().toInstant())
        .isCloseTo(Instant.now().plus(Duration.ofDays(3653)), within(60));
  }

  @Test
  void aTokenForThirtyTwoSourcesStaysBelowAThousandCharacters() {
    var names = IntStream.rangeClosed(1, 32).mapToObj(i -> "s" + i).toList();
    IntStream.rangeClosed(1, 32).forEach(i -> FIXTURE.index().addSource("s" + i, 1000 + i));

    var made =
        FIXTURE
            .service()
            .token(
                "{\"description\":\"%s\",\"sources\":[%s]}"
                    .formatted(
                        "x".repeat(200),
                        names.stream().map(n -> "\"" + n + "\"").collect(Collectors.joining(","))));

    assertThat(made.get("token").asString().length()).isBetween(500, 1000);
  }

  @Test
  void aTokenForThirtyTwoSourcesAndEightPatternsStaysBelowAThousandCharacters() throws Exception {
    IntStream.rangeClosed(1, 32).forEach(i -> FIXTURE.index().addSource("t" + i, 100 + i));
    var patterns = quoted(IntStream.range(0, 8).mapToObj(i -> "team-%d-*".formatted(i)));

    var made =
        FIXTURE
            .service()
            .token(
                "{\"description\":\"%s\",\"sources\":[%s],\"projects\":[%s]}"
                    .formatted(
                        "x".repeat(200),
                        quoted(IntStream.rangeClosed(1, 32).mapToObj(i -> "t" + i)),
                        patterns));

    assertThat(made.get("token").asString().length()).isBetween(700, 1000);
    assertThat(larder(made).get("projects"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(8);
    assertThat(shown(guid(made)).get("projects").toString()).isEqualTo("[" + patterns + "]");
  }

  @Test
  void aTokenThatWouldBeLongerIsRefusedAndNotThere() {
    var patterns = quoted(IntStream.range(0, 8).mapToObj(i -> i + "x".repeat(63)));

    var answer =
        FIXTURE
            .service()
            .post(
                "/__api__/v1/tokens",
                "{\"description\":\"too long\",\"sources\":[\"*\"],\"projects\":[%s]}"
                    .formatted(patterns));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail())
        .matches("the token would have 1[0-9]{3} characters, and clients take 1000: .*");
    assertThat(tokens("")).noneMatch(token -> token.toString().contains("too long"));
  }

  private static String quoted(Stream<String> texts) {
    return texts.map(text -> "\"" + text + "\"").collect(Collectors.joining(","));
  }

  @Test
  void aTokenWithoutAWishForProjectsHasNone() throws Exception {
    var made = FIXTURE.service().token("{\"description\":\"x\",\"sources\":[\"*\"]}");

    assertThat(larder(made)).doesNotContainKey("projects");
    assertThat(shown(guid(made)).get("projects").isNull()).isTrue();
  }

  @Test
  void scopesFollowFromNamesWhereNoneAreAskedFor() throws Exception {
    var made =
        FIXTURE
            .service()
            .token("{\"description\":\"both\",\"sources\":[\"pypi\"],\"repos\":[\"main\"]}");

    assertThat(larder(made).get("scopes")).isEqualTo(List.of("sources:write", "repos:read"));
  }

  @Test
  void anAdministratorsTokenNeedsNoNames() throws Exception {
    var made = FIXTURE.service().token("{\"description\":\"admin\",\"scopes\":[\"global:admin\"]}");

    assertThat(larder(made)).isEqualTo(Map.of("scopes", List.of("global:admin")));
  }

  @Test
  void anUnknownSourceIsRefusedInTheWordsOfIndexService() {
    var answer =
        FIXTURE
            .service()
            .post("/__api__/v1/tokens", "{\"description\":\"x\",\"sources\":[\"privat\"]}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(answer.detail()).startsWith("source 'privat' does not exist; existing: ");
  }

  @Test
  void aNameWithSpecialCharactersIsAskedForAsItIs() {
    var answer =
        FIXTURE
            .service()
            .post("/__api__/v1/tokens", "{\"description\":\"x\",\"sources\":[\"a&repos={b}\"]}");

    assertThat(answer.detail()).startsWith("source 'a&repos={b}' does not exist");
  }

  @Test
  void theRequestIdAndTheSecretGoOnToIndexService() {
    var answer =
        FIXTURE
            .service()
            .send(
                FIXTURE
                    .service()
                    .request("/__api__/v1/tokens")
                    .header("Larder-Secret", RunningService.SECRET)
                    .header("X-Request-Id", "from-the-gateway.1")
                    .header("Larder-Caller", "{\"kind\":\"admin\"}")
                    .header("Content-Type", "application/json")
                    .POST(body("{\"description\":\"x\",\"sources\":[\"private\"]}")));

    assertThat(answer.requestId()).isEqualTo("from-the-gateway.1");
    assertThat(FIXTURE.index().lastRequestId()).isEqualTo("from-the-gateway.1");
    assertThat(FIXTURE.index().lastSecret()).isEqualTo(RunningService.SECRET);
  }

  @Test
  void aListShowsNamesAndFiltersByStateButNeverTheToken() {
    var kept =
        FIXTURE.service().token("{\"description\":\"kept\",\"sources\":[\"private\",\"*\"]}");
    var brief =
        FIXTURE
            .service()
            .token("{\"description\":\"brief\",\"sources\":[\"pypi\"],\"expires\":\"1s\"}");
    var revoked = FIXTURE.service().token("{\"description\":\"revoked\",\"repos\":[\"main\"]}");
    FIXTURE
        .service()
        .post("/__api__/v1/tokens/revoke", "{\"guid\":%s}".formatted(revoked.get("guid")));
    Until.holds(
        "the brief one has expired",
        Duration.ofSeconds(10),
        () -> listed("?expired=yes").contains(brief.get("guid").asString()));

    assertThat(listed("")).contains(guid(kept), guid(brief), guid(revoked));
    assertThat(listed("?expired=no"))
        .contains(guid(kept), guid(revoked))
        .doesNotContain(guid(brief));
    assertThat(listed("?expired=yes")).contains(guid(brief)).doesNotContain(guid(kept));
    assertThat(listed("?revoked=yes")).contains(guid(revoked)).doesNotContain(guid(kept));
    assertThat(listed("?revoked=no&expired=no")).contains(guid(kept)).doesNotContain(guid(revoked));

    var shown = shown(guid(kept));
    assertThat(shown.get("description").asString()).isEqualTo("kept");
    assertThat(shown.get("sources").toString()).isEqualTo("[\"private\",\"*\"]");
    assertThat(shown.get("scopes").toString()).isEqualTo("[\"sources:write\"]");
    assertThat(shown.get("expires").isNull()).isTrue();
    assertThat(Instant.parse(shown.get("created").asString())).isCloseTo(Instant.now(), within(60));
    assertThat(shown.get("revoked").asBoolean()).isFalse();
    assertThat(shown.get("expired").asBoolean()).isFalse();
    assertThat(shown.has("token")).isFalse();
    assertThat(shown(guid(brief)).get("expires").asString())
        .isEqualTo(brief.get("expires").asString());
  }

  @Test
  void aSourceThatIsGoneIsShownByItsId() {
    FIXTURE.index().addSource("short-lived", 77);
    var made = FIXTURE.service().token("{\"description\":\"gone\",\"sources\":[\"short-lived\"]}");
    FIXTURE.index().removeSource("short-lived");

    assertThat(shown(guid(made)).get("sources").toString()).isEqualTo("[\"77\"]");
  }

  @Test
  void aFilterThatIsNeitherYesNorNoIsRefused() {
    assertThat(FIXTURE.service().get("/__api__/v1/tokens?expired=maybe").detail())
        .isEqualTo("expired 'maybe' is neither yes nor no");
  }

  @Test
  void aTokenIsActiveUntilItIsRevoked() {
    var made = FIXTURE.service().token("{\"description\":\"x\",\"sources\":[\"*\"]}");

    assertThat(active(guid(made))).isTrue();
    FIXTURE.service().post("/__api__/v1/tokens/revoke", "{\"guid\":\"%s\"}".formatted(guid(made)));
    assertThat(active(guid(made))).isFalse();
  }

  @Test
  void whatIsNoTokenIsNotActive() {
    assertThat(active("6b1c1f0a-0000-4000-8000-000000000000")).isFalse();
    assertThat(active("account")).isFalse();
    assertThat(active("..%2F..%2Fmaster")).isFalse();
  }

  @Test
  void wrongWishesAreRefusedWithAReason() {
    assertThat(refusal("{\"sources\":[\"private\"]}")).contains("needs a description");
    assertThat(refusal("{\"description\":\"x\"}")).contains("needs sources, repositories or");
    assertThat(refusal("{\"description\":\"x\",\"scopes\":[\"root\"]}"))
        .isEqualTo(
            "scope 'root' does not exist; there are repos:read, sources:write, sources:read, global:admin");
    assertThat(refusal("{\"description\":\"x\",\"sources\":[\"*\"],\"expires\":\"20y\"}"))
        .startsWith("expires '20y' is not");
    assertThat(refusal("{\"description\":")).contains("not the JSON object");
    assertThat(refusal("")).contains("body is missing");
  }

  @Test
  void healthNamesItsParts() {
    assertThat(FIXTURE.service().get("/health").body().toString())
        .isEqualTo("{\"status\":\"up\",\"parts\":{\"keycloak\":\"up\",\"redis\":\"up\"}}");
  }

  @Test
  void theKeysInRedisAreThoseThatTheServiceGives() {
    assertThat(FIXTURE.redis().<String>ask(r -> r.get("larder:keys")))
        .isEqualTo(FIXTURE.service().get("/internal/keys").body().toString());
  }

  private static boolean verifies(SignedJWT token) throws Exception {
    var keys = JWKSet.parse(FIXTURE.redis().<String>ask(r -> r.get("larder:keys")));
    var key = keys.getKeyByKeyId(token.getHeader().getKeyID());
    return token.verify(new ECDSAVerifier(key.toECKey()));
  }

  private static Map<String, Object> larder(JsonNode made) throws Exception {
    var token = SignedJWT.parse(made.get("token").asString());
    return token.getJWTClaimsSet().getJSONObjectClaim("larder");
  }

  private static String refusal(String body) {
    var answer = FIXTURE.service().post("/__api__/v1/tokens", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("title").asString()).isEqualTo("Bad Request");
    return answer.detail();
  }

  private static boolean active(String guid) {
    return FIXTURE.service().get("/internal/tokens/" + guid).body().get("active").asBoolean();
  }

  private static String guid(JsonNode made) {
    return made.get("guid").asString();
  }

  private static List<JsonNode> tokens(String filter) {
    var body = FIXTURE.service().get("/__api__/v1/tokens" + filter).body();
    return StreamSupport.stream(body.get("tokens").spliterator(), false).toList();
  }

  private static List<String> listed(String filter) {
    return tokens(filter).stream().map(TokensTest::guid).toList();
  }

  private static JsonNode shown(String guid) {
    return tokens("").stream().filter(token -> guid(token).equals(guid)).findFirst().orElseThrow();
  }

  private static BodyPublisher body(String text) {
    return BodyPublishers.ofString(text, UTF_8);
  }

  private static TemporalUnitOffset within(long seconds) {
    return Assertions.within(seconds, ChronoUnit.SECONDS);
  }
}
