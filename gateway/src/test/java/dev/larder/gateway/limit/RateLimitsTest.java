package dev.larder.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.gateway.fake.FakeService;
import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.RawClient;
import dev.larder.gateway.fake.Reply;
import dev.larder.gateway.fake.Signer;
import dev.larder.gateway.fake.TestRedis;
import java.io.IOException;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits against abuse. Each test counts its own addresses, told by a trusted proxy. */
class RateLimitsTest {
  private static final String[] SETTINGS = {
    "--larder.limit.failed-sign-ins=3",
    "--larder.limit.uploads=4",
    "--larder.limit.uploads-by-address=6",
    "--larder.trusted.proxies=127.0.0.1"
  };
  private static final Signer REALM = new Signer("realm");

  private static TestRedis redis;
  private static Fixture one;
  private static Fixture other;
  private static Fixture alone;
  private static Fixture free;

  private final String guid = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    redis = new TestRedis();
    redis.run(
        commands -> {
          commands.set("larder:keys", REALM.jwks());
          TestRedis.markWhole(commands);
        });
    one = new Fixture(redis.url(), SETTINGS);
    other = new Fixture(redis.url(), SETTINGS);
    alone = Fixture.withoutRedis(SETTINGS);
    free =
        new Fixture(
            redis.url(),
            "--larder.limit.failed-sign-ins=0",
            "--larder.limit.uploads=0",
            "--larder.limit.uploads-by-address=0");
  }

  @AfterAll
  static void stop() {
    // together, for gateways of one JVM share their threads, which end with the first
    Stream.of(one, other, alone, free).forEach(Fixture::close);
    redis.close();
  }

  @BeforeEach
  void countAnew() {
    redis.run(commands -> commands.keys("larder:rate:*").forEach(commands::del));
  }

  private static Reply upload(Fixture fixture, String address, String secret) {
    return fixture.ask(
        "POST",
        "/upload/pypi/private",
        "Authorization: Bearer " + secret,
        "X-Forwarded-For: " + address,
        "Content-Length: 0");
  }

  @Test
  void failedSignInsAreCountedByAddressOverAllGateways() {
    assertThat(upload(one, "192.0.2.1", "bad").status()).isEqualTo(403);
    assertThat(upload(other, "192.0.2.1", "bad").status()).isEqualTo(403);
    assertThat(upload(one, "192.0.2.1", "bad").status()).isEqualTo(403);

    Reply tooMany = upload(other, "192.0.2.1", "bad");

    assertThat(tooMany.status()).isEqualTo(429);
    assertThat(Integer.parseInt(tooMany.header("Retry-After"))).isBetween(1, 60);
    assertThat(tooMany.text())
        .matches(
            "too many failed sign-ins from this address: at most 3 a minute; try again in [0-9]+ seconds?\n");
    assertThat(tooMany.reason() + "\n").isEqualTo(tooMany.text());
    assertThat(tooMany.header("Content-Type")).startsWith("text/plain");
    assertThat(upload(one, "192.0.2.2", "bad").status()).isEqualTo(403);
  }

  @Test
  void aProblemIsGivenWhereItIsAskedForAndUnderTheApi() {
    for (int i = 0; i < 3; i++) {
      one.get("/__api__/v1/tokens", "Authorization: Bearer bad", "X-Forwarded-For: 192.0.2.3");
    }
    Reply tooMany =
        one.get("/__api__/v1/tokens", "Authorization: Bearer bad", "X-Forwarded-For: 192.0.2.3");
    assertThat(tooMany.status()).isEqualTo(429);
    assertThat(tooMany.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(tooMany.text()).contains("\"status\":429").contains("too many failed sign-ins");
  }

  @Test
  void aGoodTokenPassesButTheSecretThatCouldBeGuessedDoesNot() {
    for (int i = 0; i < 4; i++) {
      upload(one, "192.0.2.4", "bad");
    }
    assertThat(upload(one, "192.0.2.4", REALM.token(guid)).status()).isEqualTo(200);
    assertThat(upload(one, "192.0.2.4", Fixture.ADMIN_SECRET).status()).isEqualTo(429);
    assertThat(upload(one, "192.0.2.5", Fixture.ADMIN_SECRET).status()).isEqualTo(200);
  }

  @Test
  void malformedCredentialsCountToo() {
    for (int i = 0; i < 3; i++) {
      one.get("/__api__/v1/tokens", "Authorization: Basic !!!", "X-Forwarded-For: 192.0.2.6");
    }
    assertThat(upload(one, "192.0.2.6", "bad").status()).isEqualTo(429);
  }

  @Test
  void noCredentialsAreNoFailedSignIn() {
    for (int i = 0; i < 10; i++) {
      assertThat(one.get("/__api__/v1/tokens", "X-Forwarded-For: 192.0.2.7").status())
          .isEqualTo(401);
    }
  }

  @Test
  void uploadsAreCountedByToken() {
    String token = REALM.token(guid);
    for (int i = 0; i < 4; i++) {
      assertThat(upload(i % 2 == 0 ? one : other, "192.0.2.1" + i, token).status()).isEqualTo(200);
    }
    Reply tooMany = upload(one, "192.0.2.19", token);
    assertThat(tooMany.status()).isEqualTo(429);
    assertThat(tooMany.text()).startsWith("too many uploads with this token: at most 4 a minute");
    assertThat(upload(one, "192.0.2.19", REALM.token(UUID.randomUUID().toString())).status())
        .isEqualTo(200);
  }

  @Test
  void whatATokenAddsIsCountedAsItsUploadsAreAndWhatAnAdministratorAddsIsNot() {
    String token = REALM.token(guid);
    for (int i = 0; i < 2; i++) {
      assertThat(upload(one, "192.0.2.9" + i, token).status()).isEqualTo(200);
      assertThat(add("192.0.2.9" + i, token).status()).isEqualTo(200);
    }
    Reply tooMany = add("192.0.2.92", token);
    assertThat(tooMany.status()).isEqualTo(429);
    assertThat(tooMany.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(tooMany.text()).contains("too many uploads with this token: at most 4 a minute");
    assertThat(upload(one, "192.0.2.92", token).status()).isEqualTo(429);

    String strong =
        REALM.token(guid, claims -> claims.claim("larder", Signer.larder("global:admin")));
    for (int i = 0; i < 10; i++) {
      assertThat(add("192.0.2.93", Fixture.ADMIN_SECRET).status()).isEqualTo(200);
      assertThat(add("192.0.2.93", strong).status()).isEqualTo(200);
    }
  }

  private static Reply add(String address, String secret) {
    return one.ask(
        "POST",
        "/__api__/v1/sources/private/files",
        "Authorization: Bearer " + secret,
        "X-Forwarded-For: " + address,
        "Content-Length: 0");
  }

  @Test
  void uploadsAreCountedByAddress() {
    for (int i = 0; i < 6; i++) {
      assertThat(upload(one, "192.0.2.20", REALM.token(UUID.randomUUID().toString())).status())
          .isEqualTo(200);
    }
    Reply tooMany = upload(one, "192.0.2.20", REALM.token(guid));
    assertThat(tooMany.status()).isEqualTo(429);
    assertThat(tooMany.text()).startsWith("too many uploads from this address: at most 6 a minute");
  }

  @Test
  void anIpv6NetworkIsOneAddress() {
    for (int i = 1; i < 4; i++) {
      assertThat(upload(one, "2001:db8:1:2::" + i, "bad").status()).isEqualTo(403);
    }
    assertThat(upload(one, "2001:db8:1:2:ffff::1", "bad").status()).isEqualTo(429);
    assertThat(upload(one, "2001:db8:1:3::1", "bad").status()).isEqualTo(403);
  }

  @Test
  void everyCountEndsByItself() {
    upload(one, "192.0.2.30", "bad");
    upload(one, "192.0.2.30", REALM.token(guid));
    redis.run(
        commands ->
            assertThat(commands.keys("larder:rate:*"))
                .hasSize(3)
                .allSatisfy(key -> assertThat(commands.pttl(key)).isBetween(1L, 60_000L)));
  }

  @Test
  void whileRedisIsAwayEachGatewayCountsForItself() {
    for (int i = 0; i < 3; i++) {
      assertThat(upload(alone, "192.0.2.40", "bad").status()).isEqualTo(403);
    }
    assertThat(upload(alone, "192.0.2.40", "bad").status()).isEqualTo(429);
    assertThat(upload(alone, "192.0.2.41", "bad").status()).isEqualTo(403);
  }

  @Test
  void aTokenOfACiSystemThatIsNotTakenIsAFailedSignIn() {
    one.auth.does(call -> call.answer(422, "application/json", "{}"));
    for (int i = 0; i < 3; i++) {
      assertThat(mint("192.0.2.50").status()).isEqualTo(422);
    }
    assertThat(mint("192.0.2.50").status()).isEqualTo(429);
    assertThat(mint("192.0.2.51").status()).isEqualTo(422);
  }

  @Test
  void badCredentialsOnAPageThatNeedsGoodOnesAreFailedSignIns() {
    one.index.does(RateLimitsTest::onlyForReaders);
    for (int i = 0; i < 3; i++) {
      assertThat(read("192.0.2.70", "bad").status()).isEqualTo(401);
    }
    assertThat(read("192.0.2.70", Fixture.ADMIN_SECRET).status())
        .as("the secret isn't told from a guess now")
        .isEqualTo(401);
    assertThat(read("192.0.2.70", REALM.token(guid)).status()).isEqualTo(200);
    assertThat(upload(one, "192.0.2.70", Fixture.ADMIN_SECRET).status()).isEqualTo(429);
    assertThat(read("192.0.2.71", Fixture.ADMIN_SECRET).status()).isEqualTo(200);
  }

  @Test
  void badCredentialsOnAnOpenPageAreNoGuess() {
    one.index.does(call -> call.answer(200, "text/plain", "open"));
    for (int i = 0; i < 5; i++) {
      assertThat(read("192.0.2.72", "bad").status()).isEqualTo(200);
    }
    assertThat(upload(one, "192.0.2.72", Fixture.ADMIN_SECRET).status()).isEqualTo(200);
  }

  private static void onlyForReaders(FakeService.Call call) throws IOException {
    call.answer(call.header("Larder-Caller") == null ? 401 : 200, "text/plain", "page");
  }

  private static Reply read(String address, String secret) {
    return one.get(
        "/main/latest/simple/a/", "Authorization: Bearer " + secret, "X-Forwarded-For: " + address);
  }

  @ParameterizedTest
  @CsvSource({
    "protocol/openid-connect/token, 400, grant_type=password&username=ada&password=x",
    "protocol/openid-connect/token, 401, grant_type=password&username=ada&password=x",
    "protocol/openid-connect/token, 400, username=ada",
    "protocol/openid-connect/token, 400, grant_type=refresh_token&grant%5Ftype=password",
    "login-actions/authenticate, 200, username=ada&password=x",
    "login-actions/authenticate, 400, username=ada&password=x"
  })
  void aPasswordThatKeycloakDoesNotTakeIsAFailedSignIn(String path, int status, String form) {
    one.keycloak.does(
        call -> {
          call.drain();
          call.answer(status, "text/plain", "no");
        });
    for (int i = 0; i < 3; i++) {
      assertThat(signIn("192.0.2.80", path, form).status()).isEqualTo(status);
    }
    Reply tooMany = signIn("192.0.2.80", path, form);
    assertThat(tooMany.status()).isEqualTo(429);
    assertThat(Integer.parseInt(tooMany.header("Retry-After"))).isBetween(1, 60);
    assertThat(one.keycloak.calls()).hasSize(3);
    assertThat(signIn("192.0.2.81", path, form).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grant_type=refresh_token&refresh_token=x",
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=x",
        "client_id=larder&grant_type=authorization_code&code=x"
      })
  void whatCanNotBeGuessedAtKeycloakIsNotCounted(String form) {
    one.keycloak.does(
        call -> {
          call.drain();
          call.answer(400, "text/plain", "not yet");
        });
    for (int i = 0; i < 5; i++) {
      assertThat(signIn("192.0.2.82", "protocol/openid-connect/token", form).status())
          .isEqualTo(400);
    }
  }

  @Test
  void aSignInThatLeadsOnIsNotCounted() {
    one.keycloak.does(
        call -> {
          call.drain();
          call.head("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n");
        });
    for (int i = 0; i < 5; i++) {
      assertThat(signIn("192.0.2.83", "login-actions/authenticate", "username=ada").status())
          .isEqualTo(302);
    }
  }

  private static Reply signIn(String address, String path, String form) {
    return one.post(
        "/auth/realms/larder/" + path,
        form,
        "X-Forwarded-For: " + address,
        "Content-Type: application/x-www-form-urlencoded");
  }

  private static Reply mint(String address) {
    return one.ask(
        "POST", "/_/oidc/mint-token", "X-Forwarded-For: " + address, "Content-Length: 0");
  }

  @Test
  void zeroIsNoLimit() {
    for (int i = 0; i < 20; i++) {
      assertThat(upload(free, "192.0.2.60", "bad").status()).isEqualTo(403);
      assertThat(upload(free, "192.0.2.60", REALM.token(guid)).status()).isEqualTo(200);
    }
  }

  @Test
  void aConnectionGoesOnAfterARefusedExchangeWasCounted() {
    one.auth.does(call -> call.answer(422, "application/json", "{\"message\":\"no\"}"));
    for (int i = 0; i < 200; i++) {
      try (RawClient client = one.connect()) {
        client.send(
            "POST",
            "/_/oidc/mint-token",
            "X-Forwarded-For: 198.51.100." + i,
            "Content-Type: application/json",
            "Content-Length: 2");
        client.write("{}");
        assertThat(client.reply("POST").status()).isEqualTo(422);
        client.send("GET", "/__ping__");
        assertThat(client.reply("GET").status()).isEqualTo(200);
      }
    }
  }
}
