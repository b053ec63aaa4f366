package dev.larder.index.source;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SourceEditingTest {
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static Map<String, Object> create(Map<String, Object> body) {
    return fixture.done(201, "POST", "/sources", body);
  }

  private static Map<String, Object> local(String name) {
    return create(Map.of("name", name, "type", "local-python"));
  }

  private static String lastChange() {
    return fixture
        .query(
            "select concat_ws('|', action, subject, tags) from change where serial = "
                + fixture.serial())
        .getFirst();
  }

  private static String credential(String source) {
    return fixture
        .query("select upstream_credential from source where name = '%s'".formatted(source))
        .getFirst();
  }

  @Test
  void aLocalSourceIsMade() {
    Map<String, Object> made =
        create(Map.of("name", "local-python-src", "type", "local-python", "maxFileSize", 500));
    Map<String, Object> expected = new HashMap<>();
    expected.put("name", "local-python-src");
    expected.put("type", "local-python");
    expected.put("url", null);
    expected.put("maxFileSize", 500);
    expected.put("claims", List.of());
    expected.put("repos", List.of());
    expected.put("created", made.get("created"));
    expected.put("leftOut", null);
    expected.put("behind", null);
    expected.put("missingStatus", List.of());
    expected.put("allow", List.of());
    expected.put("proxy", null);
    expected.put("caSubjects", List.of());
    expected.put("clientSubject", null);
    expected.put("schedule", null);
    expected.put("offlineSince", null);
    expected.put("warning", null);
    assertThat(made).isEqualTo(expected);
    assertThat(lastChange()).isEqualTo("create-source|local-python-src|{}");
    expected.put("leftOut", List.of());
    expected.put("behind", List.of());
    assertThat(fixture.done(200, "GET", "/sources/local-python-src", null)).isEqualTo(expected);
    assertThat(Fixture.parse(fixture.get("/internal/sources/local-python-src").body()))
        .containsEntry("maxFileSize", 500);
    assertThat(
            fixture.done(
                200,
                "POST",
                "/sources",
                Map.of(
                    "name", "local-python-src", "type", "local-python", "succeedOnExisting", true)))
        .isEqualTo(made);
  }

  @Test
  void aMirrorLooksAtPyPIUnlessItIsToldWhere() {
    assertThat(create(Map.of("name", "world", "type", "pypi")))
        .containsEntry("url", Upstream.DEFAULT);
    assertThat(
            create(
                Map.of(
                    "name", "partner",
                    "type", "pypi",
                    "url", "https://u:hush@partner.example/simple")))
        .containsEntry("url", "https://partner.example/simple/");
    assertThat(credential("partner")).isEqualTo("u:hush");
    assertThat(fixture.done(200, "GET", "/sources/partner", null).toString())
        .doesNotContain("hush");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThat(refusal("name", "x", "type", "curated-pypi"))
        .isEqualTo(
            "400 source type 'curated-pypi' is not supported; supported: local-python, pypi");
    assertThat(refusal("name", "x")).isEqualTo("400 'type' is missing");
    assertThat(refusal("name", "X", "type", "pypi"))
        .startsWith("400 'X' can't be the name of a source: ");
    assertThat(refusal("name", "pypi", "type", "pypi"))
        .isEqualTo("409 source 'pypi' exists already; choose another name, or edit it");
    assertThat(refusal("name", "x", "type", "local-python", "url", "https://x.example/"))
        .isEqualTo(
            "400 source 'x' is of type local-python and has no upstream; 'url' and 'credential' are for type pypi");
    assertThat(refusal("name", "x", "type", "pypi", "maxFileSize", 7))
        .isEqualTo(
            "400 source 'x' is a mirror and takes no uploads; 'maxFileSize' is for type local-python");
    assertThat(refusal("name", "x", "type", "local-python", "maxFileSize", -1))
        .isEqualTo("400 'maxFileSize' must be a number of bytes, or 0 for none");
    assertThat(refusal("name", "x", "type", "pypi", "url", "ftp://u:hush@x/"))
        .isEqualTo(
            "400 'url' must begin with http:, https: or file:, or be a folder's absolute path");
    assertThat(refusal("name", "x", "type", "pypi", "url", "https://u:hush@ho st/"))
        .isEqualTo("400 'url' is not a URL");
    assertThat(refusal("name", "x", "type", "pypi", "credential", "hush"))
        .isEqualTo("400 'credential' must be of the form user:password");
    assertThat(
            refusal("name", "x", "type", "pypi", "url", "file:///srv/wheels", "credential", "u:p"))
        .isEqualTo("400 'credential' is for an http or https index; a folder takes none");
  }

  private static String refusal(Object... keysAndValues) {
    Map<String, Object> body = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      body.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return fixture.refusal("POST", "/sources", body);
  }

  @Test
  void theLimitOfASourceIsSetAndTakenAway() {
    local("limited");
    assertThat(fixture.done(200, "PATCH", "/sources/limited", Map.of("maxFileSize", 77)))
        .containsEntry("maxFileSize", 77);
    assertThat(lastChange()).isEqualTo("edit-source|maxFileSize 77|{}");
    long serial = fixture.serial();
    fixture.done(200, "PATCH", "/sources/limited", Map.of("maxFileSize", 77));
    assertThat(fixture.serial()).isEqualTo(serial);
    assertThat(fixture.done(200, "PATCH", "/sources/limited", Map.of("maxFileSize", 0)))
        .containsEntry("maxFileSize", null);
    assertThat(fixture.refusal("PATCH", "/sources/limited", Map.of()))
        .isEqualTo(
            "400 nothing is to be changed; give url, credential, missingStatus, allow, proxy, ca, clientCertificate, schedule, offline or maxFileSize");
    assertThat(fixture.refusal("PATCH", "/sources/limited", Map.of("url", "https://x.example/")))
        .isEqualTo(
            "400 source 'limited' is of type local-python and has no upstream; 'url' and 'credential' are for type pypi");
    assertThat(fixture.refusal("PATCH", "/sources/nix", Map.of("maxFileSize", 1)))
        .startsWith("404 source 'nix' does not exist; existing: private, pypi");
  }

  @Test
  void howAnUpstreamIsReachedIsSaidToWhoAsksIt() {
    assertThat(
            create(
                Map.of(
                    "name", "reached",
                    "type", "pypi",
                    "url", "https://reached.example/simple/",
                    "missingStatus", List.of(403, 451, 403),
                    "allow", List.of("files.corp:9000", "10.1.0.0/16"),
                    "proxy", "http://me:hush@proxy.corp:3128")))
        .containsEntry("missingStatus", List.of(403, 451))
        .containsEntry("allow", List.of("files.corp:9000", "10.1.0.0/16"))
        .containsEntry("proxy", "http://proxy.corp:3128");
    fixture.done(201, "POST", "/repos", Map.of("name", "reaching", "sources", List.of("reached")));
    fixture.get("/reaching/latest/simple/demo/");
    Map<String, Object> reach = new HashMap<>();
    reach.put("inside", null);
    reach.put("missingStatus", List.of(403, 451));
    reach.put("allow", List.of("files.corp:9000", "10.1.0.0/16"));
    reach.put("proxy", "http://me:hush@proxy.corp:3128");
    reach.put("ca", null);
    reach.put("clientCertificate", null);
    assertThat(fixture.sync.questions("reached", "demo").getLast()).containsEntry("reach", reach);
    assertThat(
            fixture.done(
                200,
                "PATCH",
                "/sources/reached",
                Map.of("missingStatus", List.of(), "allow", List.of("x"), "proxy", "")))
        .containsEntry("missingStatus", List.of())
        .containsEntry("allow", List.of("x"))
        .containsEntry("proxy", null);
    assertThat(fixture.query("select subject from change where serial = " + fixture.serial()))
        .containsExactly("missingStatus none, allow x, proxy none");
    fixture.done(200, "PATCH", "/sources/reached", Map.of("proxy", "http://me:hush@proxy.corp:1"));
    assertThat(fixture.query("select subject from change where serial = " + fixture.serial()))
        .containsExactly("proxy http://proxy.corp:1");
  }

  @Test
  void anUpstreamIsAskedBeforeItIsTaken() {
    fixture.sync.verdict(
        "https://none.example/", Map.of("outcome", "none", "detail", "there is no index"));
    assertThat(refusal("name", "none", "type", "pypi", "url", "https://none.example"))
        .isEqualTo(
            "400 there is no index; to take it unchecked, give --no-check (\"check\": false)");
    assertThat(
            create(
                Map.of(
                    "name", "none", "type", "pypi", "url", "https://none.example", "check", false)))
        .containsEntry("url", "https://none.example/");
    fixture.sync.verdict(
        "https://some.example/",
        Map.of("outcome", "index", "inside", List.of("private"), "warning", "it is empty"));
    assertThat(create(Map.of("name", "some", "type", "pypi", "url", "https://some.example")))
        .containsEntry("warning", "it is empty");
    assertThat(fixture.done(200, "GET", "/sources/some", null)).containsEntry("warning", null);
    assertThat(inside("some")).isEqualTo("private");
    assertThat(fixture.refusal("PATCH", "/sources/some", Map.of("url", "https://none.example")))
        .startsWith("400 there is no index; ");
    fixture.done(
        200, "PATCH", "/sources/some", Map.of("url", "https://none.example", "check", false));
    assertThat(inside("some")).isNull();
    fixture.done(200, "PATCH", "/sources/some", Map.of("url", "https://some.example"));
    fixture.done(200, "PATCH", "/sources/some", Map.of("proxy", "http://proxy"));
    assertThat(inside("some")).isEqualTo("private");
    assertThat(
            fixture.done(
                200,
                "POST",
                "/sources",
                Map.of(
                    "name", "some",
                    "type", "pypi",
                    "url", "https://none.example",
                    "succeedOnExisting", true)))
        .containsEntry("url", "https://some.example/");
  }

  @Test
  void whereAnUpstreamsHostIsIsKeptFromItsFirstAnswerOnWhereNobodyLooked() {
    assertThat(inside("pypi")).isNull();
    fixture.sync.answer("pypi", "first", page("\"1\"", file("first-1.0-py3-none-any.whl")));
    fixture.sync.answer("pypi", "second", page("\"1\"", file("second-1.0-py3-none-any.whl")));
    fixture.sync.inside("pypi", "none");
    assertThat(fixture.get("/simple/first/").statusCode()).isEqualTo(200);
    assertThat(inside("pypi")).isEmpty();
    fixture.sync.inside("pypi", "private");
    assertThat(fixture.get("/simple/second/").statusCode()).isEqualTo(200);
    assertThat(inside("pypi")).isEmpty();
    assertThat((Map<?, ?>) fixture.sync.questions("pypi", "second").getLast().get("reach"))
        .hasFieldOrPropertyWithValue("inside", List.of());
  }

  private static String inside(String source) {
    return fixture
        .query("select upstream_inside from source where name = '%s'".formatted(source))
        .getFirst();
  }

  @Test
  void aFolderMayBeWrittenAsItsPath() {
    assertThat(create(Map.of("name", "wheels", "type", "pypi", "url", "/opt/my wheels")))
        .containsEntry("url", "file:///opt/my%20wheels/");
    assertThat(fixture.done(200, "PATCH", "/sources/wheels", Map.of("url", "/opt/wheels")))
        .containsEntry("url", "file:///opt/wheels/");
  }

  @Test
  void anIndexHasNoQuery() {
    assertThat(refusal("name", "x", "type", "pypi", "url", "https://x.example/simple/?page=1"))
        .isEqualTo(
            "400 'url' has a query or a fragment, and an index's pages have none; leave it out");
  }

  @Test
  void whatCannotBeAWayToAnUpstreamIsRefused() {
    for (int status : new int[] {200, 302, 401, 407, 408, 425, 429, 500, 503}) {
      assertThat(refusal("name", "x", "type", "pypi", "missingStatus", List.of(404, status)))
          .startsWith("400 'missingStatus' can't be %d: ".formatted(status));
    }
    assertThat(refusal("name", "x", "type", "pypi", "allow", List.of("http://x")))
        .isEqualTo("400 'allow': 'http://x' is no host, host:port or network such as 10.1.0.0/16");
    assertThat(refusal("name", "x", "type", "pypi", "proxy", "socks5://u:hush@x"))
        .isEqualTo(
            "400 'proxy' must begin with http: a proxy is spoken to by plain HTTP, also about https");
    assertThat(refusal("name", "x", "type", "local-python", "proxy", "http://x"))
        .isEqualTo(
            "400 source 'x' is of type local-python and has no upstream; 'missingStatus', 'allow', 'proxy', 'ca' and 'clientCertificate' are for type pypi");
  }

  @Test
  void aCredentialStaysWithItsHost() {
    create(
        Map.of(
            "name", "shy", "type", "pypi", "url", "https://a.example/x", "credential", "u:hush"));
    fixture.done(200, "PATCH", "/sources/shy", Map.of("url", "https://a.example/y"));
    assertThat(credential("shy")).isEqualTo("u:hush");
    assertThat(fixture.query("select subject from change where serial = " + fixture.serial()))
        .containsExactly("url https://a.example/y/");
    fixture.done(200, "PATCH", "/sources/shy", Map.of("url", "https://b.example/y"));
    assertThat(credential("shy")).isNull();
    assertThat(fixture.query("select subject from change where serial = " + fixture.serial()))
        .containsExactly("url https://b.example/y/, credential");
    fixture.done(200, "PATCH", "/sources/shy", Map.of("credential", "v:hush"));
    assertThat(credential("shy")).isEqualTo("v:hush");
    fixture.done(200, "PATCH", "/sources/shy", Map.of("credential", ""));
    assertThat(credential("shy")).isNull();
  }

  @Test
  void whatAnotherUpstreamSaysIsNotComparedWithTheFormerOnes() {
    create(Map.of("name", "moving", "type", "pypi", "url", "https://old.example/"));
    fixture.done(201, "POST", "/repos", Map.of("name", "moved", "sources", List.of("moving")));
    Map<String, Object> old = new HashMap<>(page("\"old\"", file("demo-1.0-py3-none-any.whl")));
    old.put("serial", 1000);
    fixture.sync.answer("moving", "demo", old);
    assertThat(fixture.get("/moved/latest/simple/demo/").statusCode()).isEqualTo(200);
    fixture.done(200, "PATCH", "/sources/moving", Map.of("url", "https://new.example/"));
    assertThat(lastChange()).contains("{repo:");
    Map<String, Object> young = new HashMap<>(page("\"new\"", file("demo-2.0-py3-none-any.whl")));
    young.put("serial", 7);
    fixture.sync.answer("moving", "demo", young);
    fixture.execute(
        "update project set looked_at = looked_at - interval '11 minutes'"
            + " where source = (select id from source where name = 'moving')");
    assertThat(fixture.get("/moved/latest/simple/demo/").body()).contains("demo-2.0");
    assertThat(fixture.sync.questions("moving", "demo").getLast())
        .containsEntry("url", "https://new.example/")
        .containsEntry("etag", null);
  }

  @Test
  void aSourceThatIsInUseIsNotDeleted() {
    local("used");
    fixture.done(201, "POST", "/repos", Map.of("name", "user-a", "sources", List.of("used")));
    fixture.done(201, "POST", "/repos", Map.of("name", "user-b", "sources", List.of("used")));
    assertThat(fixture.done(200, "GET", "/sources/used", null))
        .containsEntry("repos", List.of("user-a", "user-b"));
    assertThat(fixture.refusal("DELETE", "/sources/used", null))
        .isEqualTo("409 source 'used' is in use; unsubscribe first: user-a, user-b");
    fixture.done(200, "DELETE", "/repos/user-a/sources/used", null);
    fixture.done(204, "DELETE", "/repos/user-b", null);
    fixture.done(204, "DELETE", "/sources/used", null);
    assertThat(lastChange()).startsWith("delete-source|used|{repo:");
    assertThat(fixture.refusal("GET", "/sources/used", null))
        .startsWith("404 source 'used' does not exist; existing: private, pypi");
    local("used");
  }
}
