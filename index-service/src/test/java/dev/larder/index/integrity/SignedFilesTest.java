package dev.larder.index.integrity;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedFilesTest {
  private static final String BASE = "Larder-Base";
  private static final String PUBLIC = "https://packages.example/rspm";
  private static final String JSON = "application/vnd.pypi.simple.v1+json";
  private static final String SIGNED = "own-1.0+corp.1-py3-none-any.whl";
  private static final String PLAIN = "own-2.0-py3-none-any.whl";
  private static final String MIRRORED = "demo-1.0-py3-none-any.whl";
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
    Map<String, Object> signed = Fixture.upload(SIGNED, "own", "signed");
    signed.put("signatureKey", signed.get("key") + ".asc");
    signed.put("provenanceKey", signed.get("key") + ".provenance");
    assertThat(fixture.post("/internal/sources/1/files", signed).statusCode()).isEqualTo(200);
    fixture.publish(PLAIN, "own", "plain");
    fixture.publish("bare-1.0-py3-none-any.whl", "bare", "bare");
    fixture.sync.answer(
        "pypi",
        "demo",
        page(
            "\"1\"",
            file(MIRRORED).with("gpgSig", true).with("provenance", "https://pypi.example/p"),
            file("demo-2.0-py3-none-any.whl")));
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static String html(String path, String base) {
    return fixture.get(path, BASE, base).body();
  }

  private static Map<String, Object> listed(String path, String base, String filename) {
    HttpResponse<String> response = fixture.get(path, "Accept", JSON, BASE, base);
    return ((List<?>) Fixture.parse(response.body()).get("files"))
        .stream()
            .map(SignedFilesTest::map)
            .filter(file -> file.get("filename").equals(filename))
            .findFirst()
            .orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object json) {
    return (Map<String, Object>) json;
  }

  private static String link(String html, String filename) {
    return html.lines()
        .filter(line -> line.contains(">" + filename + "<"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyLinkSaysWhetherThereIsASignatureWhereOneHasR503_7() {
    String page = html("/simple/own/", PUBLIC);
    assertThat(link(page, SIGNED)).contains(" data-gpg-sig=\"true\"");
    assertThat(link(page, PLAIN)).contains(" data-gpg-sig=\"false\"");
    assertThat(listed("/simple/own/", PUBLIC, SIGNED)).containsEntry("gpg-sig", true);
    assertThat(listed("/simple/own/", PUBLIC, PLAIN)).containsEntry("gpg-sig", false);
    assertThat(listed("/simple/demo/", PUBLIC, MIRRORED)).containsEntry("gpg-sig", true);
  }

  @Test
  void noLinkSaysSoWhereNoneHasR503_7() {
    assertThat(html("/simple/bare/", PUBLIC)).doesNotContain("gpg-sig");
    assertThat(fixture.files("bare").get("bare-1.0-py3-none-any.whl")).doesNotContainKey("gpg-sig");
  }

  @Test
  void provenanceIsListedByItsAbsoluteUrlR740_1() {
    String own = "/packages/" + Fixture.sha256("signed") + "/own-1.0%2Bcorp.1-py3-none-any.whl";
    String url = PUBLIC + own + ".provenance";
    assertThat(link(html("/simple/own/", PUBLIC), SIGNED))
        .contains(" data-provenance=\"" + url + "\"");
    assertThat(listed("/simple/own/", PUBLIC, SIGNED)).containsEntry("provenance", url);
    assertThat(listed("/simple/own/", PUBLIC, PLAIN)).doesNotContainKey("provenance");
    assertThat(listed("/main/latest/simple/own/", PUBLIC, SIGNED))
        .containsEntry("provenance", PUBLIC + "/main" + own + ".provenance");
  }

  @Test
  void aMirroredFilesProvenanceIsListedWhereItIsHere() {
    assertThat(listed("/simple/demo/", PUBLIC, MIRRORED))
        .containsEntry(
            "provenance",
            PUBLIC + "/packages/" + Fixture.sha256(MIRRORED) + "/" + MIRRORED + ".provenance");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:4242",
        "http://127.0.0.1:4242/rspm",
        "http://[::1]:1",
        "https://x"
      })
  void aSecureOriginListsProvenance(String base) {
    assertThat(html("/simple/own/", base)).contains("data-provenance=\"" + base + "/packages/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://packages.example",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil",
        "",
        "http://a b"
      })
  void anotherOriginDoesNotR740_1(String base) {
    assertThat(html("/simple/own/", base)).contains(SIGNED).doesNotContain("data-provenance");
  }

  @Test
  void aPageHasItsEtagByTheAddressThatIsInIt() {
    String one =
        fixture.get("/simple/own/", BASE, PUBLIC).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> other =
        fixture.get("/simple/own/", BASE, "https://other.example", "If-None-Match", one);
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.body()).contains("https://other.example/packages/");
    assertThat(fixture.get("/simple/own/", BASE, PUBLIC, "If-None-Match", one).statusCode())
        .isEqualTo(304);
  }

  @Test
  void pyPIsJsonSaysWhatIsSignedRJSON_3() {
    Map<String, Object> json = Fixture.parse(fixture.get("/pypi/own/json").body());
    List<?> urls = (List<?>) json.get("urls");
    assertThat(map(urls.getFirst()))
        .containsEntry("filename", PLAIN)
        .containsEntry("has_sig", false);
    List<?> first = (List<?>) map(json.get("releases")).get("1.0+corp.1");
    assertThat(map(first.getFirst())).containsEntry("has_sig", true);
  }

  @Test
  void whatIsKnownOfAPackageSaysWhetherItIsSigned() {
    assertThat(
            fixture.get("/__api__/v1/packages/own", "Larder-Caller", "{\"kind\":\"admin\"}").body())
        .contains("\"signed\":true");
    assertThat(
            fixture
                .get("/__api__/v1/packages/bare", "Larder-Caller", "{\"kind\":\"admin\"}")
                .body())
        .contains("\"signed\":false");
  }

  @Test
  void theGuardTellsWhereTheyLie() {
    Map<String, Object> shown =
        Fixture.parse(
            fixture
                .get(
                    "/internal/file?repo=main&key=%s&name=%s"
                        .formatted(Fixture.sha256("signed"), SIGNED.replace("+", "%2B")))
                .body());
    Map<String, Object> kept = map(shown.get("kept"));
    assertThat(kept)
        .containsEntry("signatureKey", kept.get("key") + ".asc")
        .containsEntry("provenanceKey", kept.get("key") + ".provenance");
  }

  @Test
  void whatIsRestoredHasItsSignatureAndProvenance() {
    String filename = "kept-1.0-py3-none-any.whl";
    Map<String, Object> upload = Fixture.upload(filename, "kept", "kept");
    upload.put("signatureKey", "kept/k.asc");
    upload.put("provenanceKey", "kept/k.provenance");
    fixture.post("/internal/sources/1/files", upload);
    Map<String, Object> all = Map.of("package", "kept", "scope", "@all");
    fixture.done(200, "POST", "/sources/private/remove", all);
    fixture.done(200, "POST", "/sources/private/restore", all);
    assertThat(listed("/simple/kept/", PUBLIC, filename))
        .containsEntry("gpg-sig", true)
        .containsKey("provenance");
  }

  @Test
  void theSameFileAgainKeepsTheSignatureThatItFirstCameWith() {
    String filename = "late-1.0-py3-none-any.whl";
    fixture.publish(filename, "late", "late");
    Map<String, Object> again = Fixture.upload(filename, "late", "late");
    again.put("signatureKey", "kept/late.asc");
    HttpResponse<String> answer = fixture.post("/internal/sources/1/files", again);
    assertThat(answer.body()).contains("identical");
    assertThat(fixture.files("late").get(filename)).doesNotContainKey("gpg-sig");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/integrity/Own/1.0+corp.1/", "/main/integrity/own/1.0%2Bcorp.1/"})
  void theIntegrityApiLeadsToTheProvenanceR740_5(String path) {
    HttpResponse<String> answer = fixture.get(path + SIGNED.replace("+", "%2B") + "/provenance");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
    URI from = URI.create("https://x" + path + SIGNED.replace("+", "%2B") + "/provenance");
    String folder = path.startsWith("/main") ? "/main" : "";
    assertThat(from.resolve(answer.headers().firstValue("Location").orElseThrow()))
        .hasToString(
            "https://x%s/packages/%s/own-1.0%%2Bcorp.1-py3-none-any.whl.provenance"
                .formatted(folder, Fixture.sha256("signed")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/integrity/own/2.0/" + PLAIN,
        "/integrity/own/2.0/own-1.0%2Bcorp.1-py3-none-any.whl",
        "/integrity/own/3.0/own-3.0-py3-none-any.whl",
        "/integrity/nobody/1.0/nobody-1.0.tar.gz",
        "/integrity/-/1.0/x.tar.gz",
        "/elsewhere/integrity/own/1.0/x.tar.gz"
      })
  void whatHasNoProvenanceIsA404InWords(String path) {
    HttpResponse<String> answer = fixture.get(path + "/provenance");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body().lines()).hasSize(1);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
  }
}
