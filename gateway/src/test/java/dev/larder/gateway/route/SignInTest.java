package dev.larder.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.gateway.fake.FakeService;
import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {
  private static final String AUTH =
      "/auth/realms/larder/protocol/openid-connect/auth?client_id=larder&state=a%2Fb";

  private static Fixture fixture;

  @BeforeAll
  static void start() {
    fixture = Fixture.withoutRedis("--larder.trusted.proxies=127.0.0.1");
  }

  @BeforeEach
  void signsIn() {
    fixture.keycloak.does(call -> call.answer(200, "text/html", "sign in"));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private FakeService.Call seen(String... headers) {
    assertThat(fixture.get(AUTH, headers).status()).isEqualTo(200);
    return fixture.keycloak.calls().getFirst();
  }

  @Test
  void keycloakIsAskedWithoutThePrefixAndToldOfIt() {
    FakeService.Call call = seen("Host: packages.example:8443");

    assertThat(call.target()).isEqualTo(AUTH.substring("/auth".length()));
    assertThat(call.header("X-Forwarded-Proto")).isEqualTo("http");
    assertThat(call.header("X-Forwarded-Host")).isEqualTo("packages.example:8443");
    assertThat(call.header("X-Forwarded-Port")).isEqualTo("8443");
    assertThat(call.header("X-Forwarded-Prefix")).isEqualTo("/auth");
    assertThat(call.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
  }

  @Test
  void keycloakIsToldTheAddressThatATrustedProxySays() {
    FakeService.Call call =
        seen(
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: packages.example",
            "X-Forwarded-Prefix: /rspm",
            "X-Forwarded-For: 192.0.2.7");

    assertThat(call.header("X-Forwarded-Proto")).isEqualTo("https");
    assertThat(call.header("X-Forwarded-Host")).isEqualTo("packages.example");
    assertThat(call.header("X-Forwarded-Port")).isEqualTo("443");
    assertThat(call.header("X-Forwarded-Prefix")).isEqualTo("/rspm/auth");
    assertThat(call.header("X-Forwarded-For")).isEqualTo("192.0.2.7");
  }

  @Test
  void keycloakGetsABrowsersCookiesButNothingOfTheFixture() {
    FakeService.Call call = seen("Cookie: AUTH_SESSION_ID=x", "Larder-Caller: {}");

    assertThat(call.header("Cookie")).isEqualTo("AUTH_SESSION_ID=x");
    assertThat(call.headers().keySet()).noneMatch(name -> name.startsWith("larder-"));
  }

  @Test
  void aFormArrivesWhole() {
    fixture.keycloak.does(call -> call.answer(200, "text/plain", call.text()));

    Reply reply =
        fixture.post(
            "/auth/realms/larder/protocol/openid-connect/token",
            "grant_type=refresh_token&refresh_token=x",
            "Content-Type: application/x-www-form-urlencoded");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).isEqualTo("grant_type=refresh_token&refresh_token=x");
  }

  @Test
  void aFormThatIsTooLargeIsRefused() {
    Reply reply =
        fixture.post("/auth/realms/larder/login-actions/authenticate", "x".repeat(64 * 1024 + 1));

    assertThat(reply.status()).isEqualTo(413);
    assertThat(fixture.keycloak.calls()).isEmpty();
  }

  @Test
  void cookiesComeBackButNoRuleAboutThisHostsTls() {
    fixture.keycloak.does(
        call ->
            call.head(
                "HTTP/1.1 302 Found\r\nSet-Cookie: A=1; Path=/auth/realms/larder/\r\n"
                    + "Set-Cookie: B=2\r\nLocation: https://x.example/\r\n"
                    + "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n"
                    + "Content-Length: 0\r\n\r\n"));

    Reply reply = fixture.get(AUTH);

    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.header("Location")).isEqualTo("https://x.example/");
    assertThat(reply.header("Set-Cookie")).isNotNull();
    assertThat(reply.header("Strict-Transport-Security")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/auth",
        "/auth/",
        "/auth/admin/",
        "/auth/admin/larder/console/",
        "/auth/admin/realms",
        "/auth/health",
        "/auth/metrics",
        "/auth/realms/master",
        "/auth/realms/master/.well-known/openid-configuration",
        "/auth/realms/master/protocol/openid-connect/token",
        "/auth/realms/larder-tokens/protocol/openid-connect/token",
        "/auth/realms/larder",
        "/auth/realms/larder/account",
        "/auth/realms/larder/account/",
        "/auth/realms/larder/clients-registrations/default",
        "/auth/realms/larder/protocol/openid-connect/token/introspect",
        "/auth/realms/larder/protocol/openid-connect/ext/ciba/auth",
        "/auth/realms/larder/protocol/saml",
        "/auth/realms/larder/broker/sso/token",
        "/auth/realms/larder/broker/..%2F..%2Fmaster/login",
        "/auth/realms/larder/../master/device",
        "/auth/resources/../admin/realms",
        "/auth/resources/a/%2e%2e/%2e%2e/admin/realms",
        "/auth/js/keycloak.js"
      })
  void whatSignInDoesNotNeedIsClosed(String path) {
    assertThat(fixture.get(path).status()).isBetween(400, 404);
    assertThat(fixture.keycloak.calls()).isEmpty();
  }

  @Test
  void aKeycloakThatBreaksOffIsNamed() {
    fixture.keycloak.does(FakeService.Call::reset);

    Reply reply = fixture.get(AUTH);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text()).contains("Keycloak broke off before it had answered");
  }
}
