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

/** What a page of another site may read. */
class CrossOriginReadsTest {
  private static final String ORIGIN = "Origin: https://app.example";
  private static final String ALLOW = "Access-Control-Allow-Origin";
  private static final String ADMIN = "Authorization: Bearer " + Fixture.ADMIN_SECRET;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/simple/",
        "/main/2019-03-01/simple/requests/",
        "/pypi/requests/json",
        "/integrity/a/1.0/a-1.0.tar.gz/provenance",
        RouteSamples.FILE,
        RouteSamples.FILE + ".metadata",
        RouteSamples.FILE + ".provenance",
      })
  void whatAnyoneMayReadPagesOfOtherSitesMayReadToo(String path) {
    for (Reply reply :
        new Reply[] {fixture.get(path, ORIGIN), fixture.get(path), fixture.ask("HEAD", path)}) {
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header(ALLOW)).isEqualTo("*");
      assertThat(reply.header("Access-Control-Expose-Headers")).contains("X-PyPI-Last-Serial");
      assertThat(reply.header("Vary")).isNull();
    }

    Reply preflight =
        fixture.ask(
            "OPTIONS",
            path,
            ORIGIN,
            "Sec-Fetch-Site: cross-site",
            "Access-Control-Request-Method: GET",
            "Access-Control-Request-Headers: range");
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header(ALLOW)).isEqualTo("*");
    assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Range", "If-None-Match");
    assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("86400");
  }

  @ParameterizedTest
  @CsvSource({"301", "404", "406", "429", "503"})
  void errorsOfItMayBeReadToo(int status) {
    fixture.index.does(call -> call.answer(status, "text/plain", "no"));
    assertThat(fixture.get("/simple/x/", ORIGIN).header(ALLOW)).isEqualTo("*");
  }

  @Test
  void aServiceThatIsAwayIsNoSecretEither() {
    fixture.index.does(call -> call.reset());
    Reply reply = fixture.get("/simple/x/", ORIGIN);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header(ALLOW)).isEqualTo("*");
  }

  @ParameterizedTest
  @CsvSource({"401", "403"})
  void whatAsksForCredentialsIsNotForThem(int status) {
    fixture.index.does(call -> call.answer(status, "text/plain", "no"));
    fixture.blob.does(call -> call.answer(status, "text/plain", "no"));
    assertThat(fixture.get("/secret/latest/simple/x/", ORIGIN).header(ALLOW)).isNull();
    assertThat(fixture.get(RouteSamples.FILE, ORIGIN).header(ALLOW)).isNull();
  }

  @Test
  void whatIsShownToSomeIsNotForThem() {
    fixture.index.does(
        call ->
            call.head(
                "HTTP/1.1 200 OK\r\nCache-Control: private, no-cache\r\nContent-Length: 0\r\n\r\n"));
    assertThat(fixture.get("/secret/latest/simple/x/", ADMIN).header(ALLOW)).isNull();
    fixture.index.does(call -> call.answer(404, "text/plain", "no"));
    assertThat(fixture.get("/secret/latest/simple/x/", ADMIN).header(ALLOW)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /__api__/v1/repos",
    "GET, /__api__/status",
    "GET, /_/oidc/audience",
    "GET, /nowhere",
    "POST, /upload/pypi/private",
    "POST, /pypi",
    "POST, /simple/",
    "GET, /auth/realms/larder/.well-known/openid-configuration",
  })
  void nothingElseIsForThem(String method, String path) {
    assertThat(fixture.ask(method, path, ORIGIN, ADMIN, "Content-Length: 0").header(ALLOW))
        .isNull();
    Reply preflight =
        fixture.ask("OPTIONS", path, ORIGIN, "Access-Control-Request-Method: " + method);
    if (!path.equals("/simple/")) {
      assertThat(preflight.status()).isGreaterThanOrEqualTo(400);
      assertThat(preflight.header(ALLOW)).isNull();
    }
  }
}
