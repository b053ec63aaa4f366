package dev.larder.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches services, judged on the wire and not by what a parser makes of it. */
class NastyPathsTest {
  private static Fixture fixture;

  @BeforeAll
  static void start() {
    fixture = Fixture.withoutRedis();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/keys",
        "/health",
        "/simple/../internal/keys",
        "/simple/%2e%2e/internal/keys",
        "/simple/..%2f..%2fhealth",
        "/simple/..;/internal/keys",
        "/;/internal/keys",
        "//internal/keys",
        "//evil.example/simple/",
        "/simple//../../internal",
        "/simple/%00/",
        "/simple/\\..\\internal/",
        "/simple/a|b/",
        "/simple/{a}/",
        "/simple/a^b/",
        "/simple/%zz/",
        "/simple/%",
        "/simple/a/#/../../internal/keys",
        "/simple/#frag",
        "/simple/\u00ff/",
        "/internal/latest/simple/",
        "http://evil.example/internal/keys",
        "http://user@evil.example:1/health",
        "http:///internal/keys",
        "ftp://evil.example/health",
        "*",
        "internal/keys",
        "/packages/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef/..%2f..%2finternal",
        "/main/packages/../../internal/keys",
        "/upload/pypi/../../internal/revocations/rebuild",
        "/__api__/status/../../internal/keys",
        "/__api__/v1/sources/../../../internal/names",
      })
  void noTrickReachesAService(String target) {
    for (String method : new String[] {"GET", "POST", "HEAD", "OPTIONS"}) {
      int before = fixture.reached();
      Reply reply = fixture.ask(method, target, "Content-Length: 0");
      assertThat(reply.status()).as("%s %s", method, target).isIn(400, 401, 404, 405);
      assertThat(reply.text()).doesNotContainIgnoringCase("exception").doesNotContain("\tat ");
      assertThat(fixture.reached()).as("%s %s reached a service", method, target).isEqualTo(before);
    }
  }

  @Test
  void anAbsoluteTargetOfAKnownShapeGoesToOurServiceOnly() {
    fixture.index.does(call -> call.answer(200, "text/plain", call.target()));
    assertThat(fixture.get("http://evil.example/simple/").text()).isEqualTo("/simple/");
  }

  @Test
  void aBadHostHeaderIsNoTrouble() {
    fixture.index.does(call -> call.answer(200, "text/plain", call.target()));
    for (String host : new String[] {"a:b:c", "[::1", "x y", "a@b/c", "%", "a:99999999"}) {
      assertThat(fixture.get("/simple/", "Host: " + host).status()).as(host).isIn(200, 400);
    }
  }

  @Test
  void lineAndHeadersHaveABound() {
    assertThat(fixture.get("/simple/" + "a".repeat(9000)).status()).isEqualTo(414);
    assertThat(fixture.get("/simple/", "X-Long: " + "a".repeat(33_000)).status()).isEqualTo(431);
  }

  @Test
  void aPathAndAQueryArriveAsTheyWereSent() {
    String name =
        "/main/packages/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            + "/a-1.0%2Blocal+x.1-py3-none-any.whl";
    fixture.blob.does(call -> call.answer(200, "text/plain", call.target()));
    assertThat(fixture.get(name).text()).isEqualTo(name);
    fixture.index.does(call -> call.answer(200, "text/plain", call.target()));
    String page = "/latest/simple/?format=application/vnd.pypi.simple.v1%2Bjson&x=%7e%2F";
    assertThat(fixture.get(page).text()).isEqualTo(page);
  }

  @Test
  void aGetWithABodyIsRefusedSoThatItCantBeReadAsAnotherRequest() {
    int before = fixture.reached();
    assertThat(fixture.get("/simple/", "Content-Length: 5").status()).isEqualTo(400);
    assertThat(fixture.get("/simple/", "Transfer-Encoding: chunked").status()).isEqualTo(400);
    assertThat(fixture.reached()).isEqualTo(before);
  }

  @Test
  void anUpgradeIsNotPassedOn() {
    fixture.index.does(
        call -> call.answer(200, "text/plain", call.header("Upgrade") + call.header("Connection")));
    Reply reply =
        fixture.get(
            "/simple/",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).doesNotContainIgnoringCase("upgrade");
  }
}
