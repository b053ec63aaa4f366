package dev.larder.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.gateway.fake.FakeService;
import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.Reply;
import dev.larder.gateway.fake.Signer;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HeadersTest {
  private static final String GOOD =
      "Authorization: Basic "
          + Base64.getEncoder().encodeToString(("__token__:" + Fixture.ADMIN_SECRET).getBytes());

  private static Fixture fixture;

  @BeforeAll
  static void start() {
    fixture = Fixture.withoutRedis();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void nobodyCanForgeWhoAsks() {
    FakeService.Call call =
        seen(
            "Larder-Caller: {\"kind\":\"admin\"}",
            "larder-caller: {\"kind\":\"admin\"}",
            "LARDER-SECRET: guess",
            "Larder-From: 1.2.3.4",
            "Larder-Anything: x");
    assertThat(call.header("Larder-Caller")).isNull();
    assertThat(call.header("Larder-Secret")).isEqualTo(Fixture.SECRET);
    assertThat(call.header("Larder-Anything")).isNull();
    assertThat(call.header("Larder-From")).isEqualTo("127.0.0.1");
  }

  @Test
  void aForgedCallerIsReplacedByTheOneThatWasProved() {
    fixture.upload.does(call -> call.answer(200, "text/plain", call.header("Larder-Caller")));
    Reply reply =
        fixture.ask(
            "POST",
            "/upload/pypi/private",
            GOOD,
            "Content-Length: 0",
            "Larder-Caller: {\"kind\":\"token\"}");
    assertThat(reply.text()).isEqualTo("{\"kind\":\"admin\"}");
  }

  @Test
  void credentialsAndWordsOfUntrustedProxiesStayOutside() {
    FakeService.Call call =
        seen(
            GOOD,
            "Cookie: a=b",
            "X-Forwarded-For: 1.2.3.4",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Prefix: /x",
            "Forwarded: for=1.2.3.4",
            "X-Real-IP: 1.2.3.4",
            "Proxy-Authorization: Basic eDp5");
    assertThat(call.headers().keySet())
        .noneMatch(
            name ->
                name.startsWith("x-forwarded")
                    || name.startsWith("forwarded")
                    || name.contains("authorization")
                    || name.equals("cookie")
                    || name.equals("x-real-ip"));
  }

  @Test
  void aClientCantHaveTheSecretDroppedOnTheWay() {
    FakeService.Call call =
        seen("Connection: Larder-Secret, X-Request-Id, X-Own", "X-Own: for one hop only");
    assertThat(call.header("Larder-Secret")).isEqualTo(Fixture.SECRET);
    assertThat(call.header("X-Request-Id")).isNotBlank();
    assertThat(call.header("X-Own")).isNull();
  }

  @Test
  void aClientCantHaveABodysLengthDroppedOnTheWay() {
    fixture.upload.does(
        call -> {
          call.drain();
          call.answer(200, "text/plain", "taken");
        });
    Reply reply =
        fixture.post("/upload/pypi/private", "12345", GOOD, "Connection: close, Content-Length");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(fixture.upload.calls().getFirst().header("Content-Length")).isEqualTo("5");
  }

  @Test
  void whatIsAboutOneConnectionStaysThere() {
    fixture.index.does(
        call ->
            call.head(
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nKeep-Alive: timeout=5\r\n"
                    + "Connection: X-Own\r\nX-Own: for one hop only\r\nX-Other: stays\r\n\r\n"));
    Reply reply = fixture.get("/simple/", "Keep-Alive: timeout=9", "TE: trailers");
    assertThat(reply.header("Keep-Alive")).isNull();
    assertThat(reply.header("X-Own")).isNull();
    assertThat(reply.header("X-Other")).isEqualTo("stays");
    FakeService.Call call = fixture.index.calls().getFirst();
    assertThat(call.header("Keep-Alive")).isNull();
    assertThat(call.header("TE")).isNull();
  }

  @Test
  void whatClientsNegotiateArrives() {
    FakeService.Call call =
        seen(
            "Accept: application/vnd.pypi.simple.v1+json, text/html;q=0.01",
            "Accept-Encoding: gzip, zstd",
            "If-None-Match: \"abc\"",
            "User-Agent: pip/26.3");
    assertThat(call.header("Accept"))
        .isEqualTo("application/vnd.pypi.simple.v1+json, text/html;q=0.01");
    assertThat(call.header("Accept-Encoding")).isEqualTo("gzip, zstd");
    assertThat(call.header("If-None-Match")).isEqualTo("\"abc\"");
    assertThat(call.header("User-Agent")).isEqualTo("pip/26.3");
  }

  @Test
  void aServicesHeadersArriveButThoseOfTheFixtureDont() {
    fixture.index.does(
        call ->
            call.head(
                "HTTP/1.1 304 Not Modified\r\nETag: \"abc\"\r\nVary: Accept, Accept-Encoding\r\n"
                    + "X-PyPI-Last-Serial: 17\r\nLarder-Tags: x\r\nX-Request-Id: other\r\n\r\n"));
    Reply reply = fixture.get("/simple/", "X-Request-Id: mine");
    assertThat(reply.status()).isEqualTo(304);
    assertThat(reply.header("ETag")).isEqualTo("\"abc\"");
    assertThat(reply.header("Vary")).isEqualTo("Accept, Accept-Encoding");
    assertThat(reply.header("X-PyPI-Last-Serial")).isEqualTo("17");
    assertThat(reply.header("Larder-Tags")).isNull();
    assertThat(reply.header("X-Request-Id")).isEqualTo("mine");
    assertThat(reply.header("Content-Length")).isNull();
  }

  @Test
  void aHeadAnswerKeepsTheLengthOfTheBodyThatItDoesntHave() {
    fixture.blob.does(
        call ->
            call.head(
                "HTTP/1.1 200 OK\r\nContent-Length: 5368709120\r\nAccept-Ranges: bytes\r\n\r\n"));
    Reply reply = fixture.ask("HEAD", RouteSamples.FILE);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Length")).isEqualTo("5368709120");
    assertThat(reply.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(reply.body()).isEmpty();
  }

  @Test
  void aServicesReasonPhraseArrives() {
    fixture.upload.does(
        call ->
            call.head("HTTP/1.1 400 Invalid distribution file.\r\nContent-Length: 2\r\n\r\nno"));
    Reply reply = fixture.ask("POST", "/upload/pypi/private/", GOOD, "Content-Length: 0");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.reason()).isEqualTo("Invalid distribution file.");
    assertThat(reply.text()).isEqualTo("no");
  }

  @Test
  void whoReadsWithCredentialsThatCantBeCheckedIsUnknown() {
    fixture.auth.does(call -> call.answer(503, "text/plain", "away"));
    fixture.index.does(
        call -> call.answer(200, "text/plain", String.valueOf(call.header("Larder-Caller"))));
    String token = "Authorization: Bearer " + new Signer("realm").token("a-guid");
    assertThat(fixture.get("/simple/", token).text())
        .startsWith("{\"kind\":\"unknown\",\"detail\":\"the keys of tokens can't be had");
    assertThat(fixture.get("/simple/").text()).isEqualTo("null");
    assertThat(fixture.get("/__api__/v1/repos", token).status()).isEqualTo(503);
  }

  private static FakeService.Call seen(String... headers) {
    fixture.index.does(call -> call.answer(200, "text/plain", "fine"));
    assertThat(fixture.get("/simple/", headers).status()).isEqualTo(200);
    return fixture.index.calls().getFirst();
  }
}
