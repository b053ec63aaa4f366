package dev.larder.index.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RAUTH-1, RAUTH-2, RAUTH-3, RAUTH-6: repositories that need a token, on every route. */
class AuthenticatedTest {
  private static final String WHEEL = "corp-1.0-py3-none-any.whl";
  private static final String CALL =
      "<?xml version='1.0'?><methodCall><methodName>%s</methodName><params/></methodCall>";
  private static Fixture fixture;
  private static int secret;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
    fixture.publish(WHEEL, "corp", "x");
    fixture.done(201, "POST", "/repos", Map.of("name", "plain", "sources", List.of("private")));
    secret = repository("secret");
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static int repository(String name) {
    fixture.done(
        201,
        "POST",
        "/repos",
        Map.of("name", name, "sources", List.of("private"), "authenticated", true));
    return id(name);
  }

  private static int id(String name) {
    return Integer.parseInt(
        fixture.query("select id from repository where name = '%s'".formatted(name)).getFirst());
  }

  private static HttpResponse<String> ask(String path, String caller) {
    boolean rpc = path.endsWith("/pypi");
    String[] headers = caller == null ? new String[0] : new String[] {Fixture.CALLER, caller};
    return rpc
        ? fixture.postXml(path, CALL.formatted("changelog_last_serial"), headers)
        : fixture.get(path, headers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/latest/simple/",
        "/latest/simple",
        "/latest/simple/corp/",
        "/latest/simple/Corp/",
        "/latest/simple/nothing/",
        "/latest/simple/-bad-/",
        "/latest/simple/?format=bad",
        "/2000-01-01/simple/",
        "/2000-01-01/simple/corp/",
        "/2/simple/corp/",
        "/9999-01-01/simple/corp/",
        "/nonsense/simple/corp/",
        "/latest/pypi/corp/json",
        "/latest/pypi/Corp/json",
        "/latest/pypi/corp/1.0/json",
        "/latest/pypi/nothing/json",
        "/9999-01-01/pypi/corp/json",
        "/2000-01-01/pypi/corp/json",
        "/integrity/corp/1.0/corp-1.0-py3-none-any.whl/provenance",
        "/integrity/nothing/1.0/nothing-1.0-py3-none-any.whl/provenance",
        "/latest/pypi",
        "/2000-01-01/pypi",
        "/nonsense/pypi"
      })
  void everyRouteAsksWhoItIsBeforeItSaysAnything(String path) {
    HttpResponse<String> anonymous = ask("/secret" + path, null);
    assertThat(anonymous.statusCode()).isEqualTo(401);
    assertThat(anonymous.headers().firstValue("WWW-Authenticate"))
        .contains("Basic realm=\"Larder\"");
    assertThat(anonymous.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(anonymous.body()).contains("'secret'", "repos:read").hasLineCount(1);
    for (String other :
        List.of(
            Who.readerOf(1),
            Who.token("sources:write", "*", "*"),
            Who.token("repos:read", "*", ""))) {
      HttpResponse<String> forbidden = ask("/secret" + path, other);
      assertThat(forbidden.statusCode()).isEqualTo(403);
      assertThat(forbidden.body()).contains("'secret'", "repos:read").hasLineCount(1);
    }
    HttpResponse<String> unknown = ask("/secret" + path, Who.UNKNOWN);
    assertThat(unknown.statusCode()).isEqualTo(503);
    assertThat(unknown.body()).contains("no keys");
    assertThat(ask("/secret" + path, "nonsense").statusCode()).isEqualTo(400);

    int open = ask("/plain" + path, null).statusCode();
    assertThat(open).isNotIn(401, 403);
    for (String reader :
        List.of(
            Who.ADMIN,
            Who.readerOf(secret),
            Who.token("repos:read", "", "*"),
            Who.person("ada", secret))) {
      HttpResponse<String> read = ask("/secret" + path, reader);
      assertThat(read.statusCode()).as(reader).isEqualTo(open);
      if (open < 400) {
        assertThat(read.headers().firstValue("Cache-Control").orElseThrow())
            .matches("private, .*|no-store");
      }
    }
    assertThat(ask("/plain" + path, Who.UNKNOWN).statusCode()).isEqualTo(open);
    assertThat(ask("/plain" + path, Who.readerOf(secret)).statusCode()).isEqualTo(open);
  }

  @Test
  void aPastPageIsKeptForEverButByNobodyForOthers() {
    assertThat(
            ask("/secret/2/simple/corp/", Who.readerOf(secret))
                .headers()
                .firstValue("Cache-Control"))
        .contains("private, max-age=31536000, immutable");
    assertThat(
            ask("/secret/latest/simple/corp/", Who.readerOf(secret))
                .headers()
                .firstValue("Cache-Control"))
        .contains("private, no-cache");
    assertThat(ask("/plain/2/simple/corp/", null).headers().firstValue("Cache-Control"))
        .contains("public, max-age=31536000, immutable");
  }

  @Test
  void noValidatorGetsPastIt() {
    String etag =
        ask("/secret/latest/simple/corp/", Who.ADMIN).headers().firstValue("ETag").orElseThrow();
    assertThat(fixture.get("/secret/latest/simple/corp/", "If-None-Match", etag).statusCode())
        .isEqualTo(401);
    assertThat(fixture.head("/secret/latest/simple/corp/", "If-None-Match", etag).statusCode())
        .isEqualTo(401);
  }

  @Test
  void theVeryNextRequestIsRefusedAndServedAgain() {
    fixture.done(201, "POST", "/repos", Map.of("name", "flips", "sources", List.of("private")));
    for (String path : List.of("/flips/latest/simple/corp/", "/flips/2000-01-01/simple/corp/")) {
      int before = ask(path, null).statusCode();
      fixture.done(200, "PATCH", "/repos/flips", Map.of("authenticated", true));
      assertThat(ask(path, null).statusCode()).isEqualTo(401);
      fixture.done(200, "PATCH", "/repos/flips", Map.of("authenticated", false));
      assertThat(ask(path, null).statusCode()).isEqualTo(before);
    }
  }

  @Test
  void anOlderNameIsRefusedAsTheNewOne() {
    int renamed = repository("before");
    long then = fixture.serial();
    fixture.done(200, "PATCH", "/repos/before", Map.of("newName", "after"));
    String path = "/before/" + then + "/simple/corp/";
    assertThat(ask(path, null).statusCode()).isEqualTo(401);
    assertThat(ask(path, Who.readerOf(secret)).body()).contains("'before'").doesNotContain("after");
    assertThat(ask(path, Who.readerOf(renamed)).statusCode()).isEqualTo(200);
  }

  @Test
  void theDefaultRepositoryMayNeedATokenToo() {
    try (Fixture other = Fixture.open()) {
      other.done(200, "PATCH", "/repos/main", Map.of("authenticated", true));
      for (String path :
          List.of("/simple/", "/latest/simple/x/", "/pypi/x/json", "/main/latest/simple/")) {
        assertThat(other.get(path).statusCode()).isEqualTo(401);
        assertThat(other.get(path, Fixture.CALLER, Who.readerOf(2)).statusCode()).isEqualTo(403);
      }
      assertThat(other.get("/simple/", Fixture.CALLER, Who.readerOf(1)).statusCode())
          .isEqualTo(200);
    }
  }

  private static Map<String, Object> file(String repository, String name) {
    String key = Fixture.sha256("x");
    return Fixture.parse(
        fixture
            .get("/internal/file?repo=%s&key=%s&name=%s".formatted(repository, key, name))
            .body());
  }

  @Test
  void aFileSaysWhoMayHaveIt() {
    assertThat(file("plain", WHEEL))
        .containsEntry("readers", null)
        .containsEntry("others", List.of());
    assertThat(file("secret", WHEEL))
        .containsEntry("readers", List.of(Integer.toString(secret)))
        .containsEntry("others", List.of());
    assertThat(file("secret", "other-1.0-py3-none-any.whl"))
        .containsEntry("status", 404)
        .containsEntry("others", List.of(Integer.toString(secret)))
        .containsEntry("tags", List.of("repo:" + secret));
    assertThat(file("plain", "other-1.0-py3-none-any.whl")).containsEntry("others", List.of());
  }

  @Test
  void aNameThatMeantSeveralRepositoriesOpensAFileWhereOneOfThemDoes() {
    int first = repository("shared");
    fixture.done(200, "PATCH", "/repos/shared", Map.of("newName", "first"));
    assertThat(file("shared", WHEEL)).containsEntry("readers", List.of(Integer.toString(first)));

    fixture.done(201, "POST", "/repos", Map.of("name", "shared", "authenticated", true));
    int second = id("shared");
    assertThat(file("shared", WHEEL))
        .containsEntry("readers", List.of(Integer.toString(first)))
        .containsEntry("others", List.of(Integer.toString(second)));
    assertThat(tags("create-repo")).contains("repo:" + first, "repo:" + second);

    fixture.done(200, "PATCH", "/repos/first", Map.of("authenticated", false));
    assertThat(file("shared", WHEEL)).containsEntry("readers", null);
    assertThat(file("shared", "other-1.0-py3-none-any.whl"))
        .containsEntry("others", List.of(Integer.toString(second)));
  }

  private static String tags(String action) {
    return fixture
        .query(
            "select array_to_string(tags, ' ') from change where action = '%s' order by serial desc"
                .formatted(action))
        .getFirst();
  }

  @Test
  void metadataForJsonIsAskedForInTheNameOfWhoAsked() {
    String wheel = "meta-1.0-py3-none-any.whl";
    Map<String, Object> upload = Fixture.upload(wheel, "meta", "m");
    upload.put("metadataKey", "kept/m.metadata");
    upload.put("metadataSha256", Fixture.sha256("m"));
    fixture.post("/internal/sources/1/files", upload);
    fixture.blob.metadata(wheel, "Metadata-Version: 2.1\nName: meta\nVersion: 1.0\n");
    ask("/secret/latest/pypi/meta/json", Who.readerOf(secret));
    assertThat(fixture.blob.questions().getLast().caller()).isEqualTo(Who.readerOf(secret));
  }
}
