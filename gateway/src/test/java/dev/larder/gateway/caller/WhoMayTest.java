package dev.larder.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.larder.gateway.fake.FakeAuth;
import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.RawClient;
import dev.larder.gateway.fake.Reply;
import dev.larder.gateway.fake.Signer;
import dev.larder.gateway.fake.TestRedis;
import dev.larder.gateway.route.RouteSamples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RAUTH-4, RAUTH-5, RAUTH-6. */
class WhoMayTest {
  private static final String GUID = UUID.randomUUID().toString();
  private static final Signer REALM = new Signer("realm");
  private static final String UPLOAD = "/upload/pypi/private";

  private static TestRedis redis;
  private static Fixture fixture;

  @BeforeAll
  static void start() {
    redis = new TestRedis();
    redis.run(
        commands -> {
          commands.set("larder:keys", REALM.jwks());
          TestRedis.markWhole(commands);
        });
    fixture = new Fixture(redis.url());
  }

  @AfterAll
  static void stop() {
    fixture.close();
    redis.close();
  }

  @BeforeEach
  void answer() {
    fixture.upload.does(
        call -> call.answer(200, "text/plain", String.valueOf(call.header("Larder-Caller"))));
    FakeAuth auth = new FakeAuth(REALM);
    fixture.auth.does(
        call -> {
          if (call.target().startsWith("/internal/")) {
            auth.handle(call);
          } else {
            call.answer(200, "application/json", String.valueOf(call.header("Larder-Caller")));
          }
        });
    fixture.index.does(
        call -> call.answer(200, "text/plain", String.valueOf(call.header("Larder-Caller"))));
    fixture.blob.does(
        call -> call.answer(200, "text/plain", String.valueOf(call.header("Larder-Caller"))));
  }

  @Test
  void anUploaderIsWhoTheTokenSays() {
    assertThat(upload(basic("__token__", REALM.token(GUID))).text())
        .isEqualTo(
            "{\"kind\":\"token\",\"id\":\"%s\",\"scopes\":[\"sources:write\"],\"sources\":[\"1\"],\"repos\":[]}"
                .formatted(GUID));
    assertThat(upload("Bearer " + REALM.token(GUID)).status()).isEqualTo(200);
    assertThat(upload(basic("__token__", " " + REALM.token(GUID) + "\n")).status()).isEqualTo(200);
  }

  @Test
  void whatATokenIsLimitedToGoesOn() {
    String token =
        REALM.token(
            GUID,
            claims ->
                claims.claim(
                    "larder",
                    Map.of(
                        "scopes", List.of("sources:write"),
                        "sources", List.of("*"),
                        "projects", List.of("corp-*"))));
    assertThat(upload("Bearer " + token).text())
        .isEqualTo(
            "{\"kind\":\"token\",\"id\":\"%s\",\"scopes\":[\"sources:write\"],\"sources\":[\"*\"],\"repos\":[],\"projects\":[\"corp-*\"]}"
                .formatted(GUID));
  }

  @Test
  void theAdministratorsSecretIsTheAdministrator() {
    assertThat(upload(basic("__token__", Fixture.ADMIN_SECRET)).text())
        .isEqualTo("{\"kind\":\"admin\"}");
    assertThat(
            fixture
                .get("/__api__/v1/tokens", "Authorization: Bearer " + Fixture.ADMIN_SECRET)
                .text())
        .isEqualTo("{\"kind\":\"admin\"}");
  }

  @Test
  void aTokenWithTheAdministratorsScopeIsAnAdministrator() {
    String token = REALM.token(GUID, claims -> claims.claim("larder", admin()));
    assertThat(fixture.get("/__api__/v1/repos", "Authorization: Bearer " + token).text())
        .isEqualTo("{\"kind\":\"admin\",\"id\":\"%s\"}".formatted(GUID));
  }

  @Test
  void anUploadWithoutCredentialsIsAskedForThem() {
    Reply reply = fixture.ask("POST", UPLOAD, "Content-Length: 0");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.reason())
        .startsWith("this needs a token: user __token__")
        .isEqualTo(reply.text().strip());
    assertThat(reply.header("WWW-Authenticate")).isEqualTo("Basic realm=\"Larder\"");
    assertThat(reply.header("Content-Type")).startsWith("text/plain");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  static Stream<Arguments> badTokens() throws Exception {
    JWTClaimsSet good = SignedJWT.parse(REALM.token(GUID)).getJWTClaimsSet();
    SignedJWT mac =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("realm").build(), good);
    mac.sign(new MACSigner(REALM.jwks().getBytes(StandardCharsets.UTF_8)));
    String token = REALM.token(GUID);
    String[] parts = token.split("\\.");
    String forged =
        parts[0]
            + "."
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                    new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace("sources:write", "global:admin")
                        .getBytes(StandardCharsets.UTF_8))
            + "."
            + parts[2];
    return Stream.of(
        Arguments.of("nonsense", "nonsense"),
        Arguments.of("half of one", token.substring(0, token.length() / 2)),
        Arguments.of("very long", "a".repeat(20_000)),
        Arguments.of("forged claims", forged),
        Arguments.of("unsigned", new PlainJWT(good).serialize()),
        Arguments.of("signed with the public key as a secret", mac.serialize()),
        Arguments.of("another realm's key of the same name", new Signer("realm").token(GUID)),
        Arguments.of("an unknown key", new Signer("other").token(GUID)),
        Arguments.of(
            "expired",
            REALM.token(GUID, c -> c.expirationTime(Date.from(Instant.now().minusSeconds(1))))),
        Arguments.of("without an end", REALM.token(GUID, c -> c.expirationTime(null))),
        Arguments.of("another issuer", REALM.token(GUID, c -> c.issuer("http://larder.invalid"))),
        Arguments.of("without a guid", REALM.token(GUID, c -> c.claim("azp", null))),
        Arguments.of("two guids", REALM.token(GUID, c -> c.claim("client_id", "other"))),
        Arguments.of("a guid that is a path", REALM.token("../keys")),
        Arguments.of("of a publisher without an id of its own", REALM.token("publisher-" + GUID)),
        Arguments.of(
            "of a publisher with an id that is a path",
            REALM.token("publisher-" + GUID, c -> c.jwtID("x&y=../keys"))),
        Arguments.of("without our claim", REALM.token(GUID, c -> c.claim("larder", null))),
        Arguments.of(
            "scopes that are no list",
            REALM.token(GUID, c -> c.claim("larder", Map.of("scopes", "global:admin")))),
        Arguments.of(
            "projects that are no list",
            REALM.token(
                GUID,
                c ->
                    c.claim(
                        "larder",
                        Map.of("scopes", List.of("sources:write"), "projects", "corp-*")))),
        Arguments.of(
            "scopes that are no words",
            REALM.token(GUID, c -> c.claim("larder", Map.of("scopes", List.of(1))))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTokens")
  void aBadTokenIsRefusedWithPypisSentence(String what, String token) {
    Reply reply = upload(basic("__token__", token));
    assertThat(reply.status()).as(what).isEqualTo(403);
    assertThat(reply.reason()).isEqualTo(Authorizer.BAD);
    assertThat(reply.text()).isEqualTo(Authorizer.BAD + "\n");
    assertThat(fixture.upload.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic !!!", "Bearer", "Digest x", ""})
  void malformedCredentialsAreRefusedToo(String header) {
    assertThat(upload(header).status()).isEqualTo(403);
  }

  @Test
  void anUploaderWhoAsksForAProblemGetsOne() {
    Reply reply =
        fixture.ask(
            "POST",
            UPLOAD,
            "Authorization: Bearer x",
            "Accept: application/problem+json",
            "Content-Length: 0");
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.text())
        .isEqualTo(
            "{\"title\":\"Forbidden\",\"status\":403,\"detail\":\"%s\"}".formatted(Authorizer.BAD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /__api__/v1/people",
        "POST /__api__/v1/groups",
        "POST /__api__/v1/publishers",
        "POST /__api__/v1/sources",
        "DELETE /__api__/v1/repos/main",
        "PATCH /__api__/v1/sources/private",
        "POST /__api__/v1/sources/private/claims",
        "GET /__api__/v1/clock",
        "GET /__api__/v1/people/bootstrap"
      })
  void mostOfTheAdminApiIsForAdministratorsOnly(String asked) {
    String method = asked.split(" ")[0];
    String path = asked.split(" ")[1];
    refusedWithoutGoodCredentials(method, path);
    Reply uploader = fixture.ask(method, path, "Authorization: Bearer " + REALM.token(GUID));
    assertThat(uploader.status()).isEqualTo(403);
    assertThat(uploader.text()).contains("global:admin");
    assertThat(fixture.auth.calls()).noneMatch(call -> call.target().startsWith("/__api__"));
    assertThat(fixture.index.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /__api__/v1/tokens",
        "POST /__api__/v1/tokens",
        "POST /__api__/v1/tokens/revoke",
        "GET /__api__/v1/repos",
        "GET /__api__/v1/repos/main",
        "GET /__api__/v1/sources/private/packages",
        "GET /__api__/v1/packages/requests",
        "GET /__api__/v1/log",
        "GET /__api__/v1/urls/explain",
        "POST /__api__/v1/sources/private/remove",
        "POST /__api__/v1/sources/private/unyank",
        "PATCH /__api__/v1/sources/private/projects/corp"
      })
  void whatScopesReachIsPassedOnWithTheTokenForTheServiceToDecide(String asked) {
    String method = asked.split(" ")[0];
    String path = asked.split(" ")[1];
    refusedWithoutGoodCredentials(method, path);
    assertThat(fixture.index.calls()).isEmpty();
    Reply passed =
        fixture.ask(
            method, path, "Authorization: Bearer " + REALM.token(GUID), "Content-Length: 0");
    assertThat(passed.status()).isEqualTo(200);
    assertThat(passed.text()).contains("\"kind\":\"token\"", GUID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/__api__/v1/nothing", "/__api__/page/"})
  void whatIsMissingInTheApiIsToldToWhoHasCredentials(String path) {
    refusedWithoutGoodCredentials("GET", path);
    assertThat(fixture.get(path, "Authorization: Bearer " + REALM.token(GUID)).status())
        .isEqualTo(404);
  }

  private static void refusedWithoutGoodCredentials(String method, String path) {
    Reply none = fixture.ask(method, path, "Content-Length: 0");
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(none.header("WWW-Authenticate")).isEqualTo("Basic realm=\"Larder\"");
    Reply bad = fixture.ask(method, path, "Authorization: Bearer nonsense", "Content-Length: 0");
    assertThat(bad.status()).isEqualTo(403);
    assertThat(bad.text()).contains(Authorizer.BAD);
  }

  @Test
  void whatIsMissingInTheAdminApiIsAProblemForAnAdministrator() {
    Reply reply =
        fixture.get("/__api__/v1/nothing", "Authorization: Bearer " + Fixture.ADMIN_SECRET);
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/simple/",
        "/main/latest/simple/x/",
        "/pypi/x/json",
        "/integrity/x/1/x-1.tar.gz/provenance",
        RouteSamples.FILE
      })
  void whoReadsWithBadCredentialsIsAsGoodAsAnonymous(String path) {
    String expired =
        REALM.token(GUID, c -> c.expirationTime(Date.from(Instant.now().minusSeconds(1))));
    for (String credential :
        new String[] {
          "Basic !!!", "Digest x", "Bearer nonsense", basic("u", "p"), "Bearer " + expired
        }) {
      Reply reply = fixture.get(path, "Authorization: " + credential);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.text()).isEqualTo("null");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/simple/",
        "/main/latest/simple/x/",
        "/pypi/x/json",
        "/integrity/x/1/x-1.tar.gz/provenance",
        RouteSamples.FILE
      })
  void whoReadsWithGoodCredentialsIsKnownByThem(String path) {
    assertThat(fixture.get(path, "Authorization: Bearer " + Fixture.ADMIN_SECRET).text())
        .isEqualTo("{\"kind\":\"admin\"}");
    for (String credential :
        new String[] {
          "Bearer " + REALM.token(GUID),
          basic("__token__", REALM.token(GUID)),
          basic("anybody", " " + REALM.token(GUID) + "\n")
        }) {
      assertThat(fixture.get(path, "Authorization: " + credential).text())
          .contains("\"kind\":\"token\"", GUID);
    }
  }

  @Test
  void pingAndStatusAndTheHomePageNeedNothing() {
    assertThat(fixture.get("/__ping__").status()).isEqualTo(200);
    assertThat(fixture.get("/__api__/status").status()).isIn(200, 503);
    assertThat(fixture.get("/").status()).isEqualTo(200);
  }

  private static Reply upload(String authorization) {
    try (RawClient client = fixture.connect()) {
      client.send("POST", UPLOAD, "Authorization: " + authorization, "Content-Length: 0");
      return client.reply("POST");
    }
  }

  private static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> admin() {
    return Signer.larder("repos:read", "global:admin");
  }
}
