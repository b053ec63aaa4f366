package dev.larder.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page in a browser may have sent here. */
class CrossSiteTest {
  private static final String ADMIN = "Authorization: Bearer " + Fixture.ADMIN_SECRET;
  private static final String HOST = "Host: packages.example";

  private static Fixture fixture;

  @BeforeAll
  static void start() {
    fixture = Fixture.withoutRedis();
  }

  @BeforeEach
  void answers() {
    fixture
        .services()
        .forEach(service -> service.does(call -> call.answer(200, "text/plain", "ok")));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void aServiceNeverHearsOfAnOrigin() {
    assertThat(fixture.get("/simple/", "Origin: https://elsewhere.example").status())
        .isEqualTo(200);
    assertThat(fixture.index.calls().getFirst().header("Origin")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-Fetch-Site: cross-site",
        "Origin: https://evil.example",
        "Origin: http://packages.example.evil.example",
        "Origin: https://packages.example",
        "Origin: http://packages.example:8080",
        "Origin: null"
      })
  void aPageOfAnotherSiteChangesNothing(String header) {
    for (String path : new String[] {"/__api__/v1/tokens", "/upload/pypi/private", "/pypi"}) {
      Reply reply = fixture.ask("POST", path, ADMIN, HOST, header, "Content-Length: 0");
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.text()).contains("a page of another site may change nothing here");
    }
    assertThat(fixture.ask("DELETE", "/__api__/v1/repos/a", ADMIN, HOST, header).status())
        .isEqualTo(403);
    assertThat(fixture.reached()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "packages.example,Origin: http://packages.example",
    "packages.example:80,Origin: http://packages.example",
    "packages.example:4242,Origin: http://packages.example:4242",
    "packages.example,Sec-Fetch-Site: same-origin",
    "packages.example,Sec-Fetch-Site: none"
  })
  void itsOwnPagesMay(String host, String header) {
    Reply reply = fixture.ask("DELETE", "/__api__/v1/repos/a", ADMIN, "Host: " + host, header);
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void aBrowserThatSaysSameOriginIsBelievedWhereAProxyHidesTheScheme() {
    Reply reply =
        fixture.ask(
            "DELETE",
            "/__api__/v1/repos/a",
            ADMIN,
            HOST,
            "Origin: https://packages.example",
            "Sec-Fetch-Site: same-origin");
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void signInIsKeycloaksToJudge() {
    Reply reply =
        fixture.ask(
            "POST",
            "/auth/realms/larder/broker/sso/endpoint",
            "Sec-Fetch-Site: cross-site",
            "Origin: https://sso.example",
            "Content-Length: 0");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(fixture.keycloak.calls().getFirst().header("Origin"))
        .isEqualTo("https://sso.example");
  }
}
