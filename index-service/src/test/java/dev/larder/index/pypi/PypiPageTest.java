package dev.larder.index.pypi;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.larder.index.Fixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PypiPageTest {
  private static final String BASE = "https://host.example/rspm";
  private static final String SDIST = "demo-1.10.tar.gz";
  private static final String OLD = "demo-1.9-py2.py3-none-any.whl";
  private static final String LOCAL = "demo-1!1.0+corp.3-py3-none-any.whl";
  private static final String PRE = "demo-2!2.0rc1-py3-none-any.whl";
  private static final String YANKED = "demo-3!3.0-py3-none-any.whl";
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
    fixture.sync.answer(
        "pypi",
        "demo",
        page(
            "\"1\"",
            file(SDIST)
                .with("uploadTime", "2021-05-06T07:08:09.123456Z")
                .with("gpgSig", true)
                .with("requiresPython", ">=3.7"),
            file(OLD).with("requiresPython", ">=2.7").with("metadata", true),
            file(LOCAL),
            file(PRE).with("size", null),
            file(YANKED).with("yanked", true).with("yankedReason", "broken")));
    fixture.blob.metadata(OLD, "Metadata-Version: 2.1\nName: De.Mo\nVersion: 1.9\nSummary: Old\n");
    fixture.sync.answer(
        "pypi",
        "drafts",
        page("\"1\"", file("drafts-1.0a1.tar.gz"), file("drafts-1.0.dev3.tar.gz")));
    fixture.sync.answer(
        "pypi",
        "gone",
        page(
            "\"1\"",
            file("gone-1.0.tar.gz").with("yanked", true),
            file("gone-2.0.tar.gz").with("yanked", true)));
    Map<String, Object> quarantined = new HashMap<>(page("\"1\"", file("evil-1.0.tar.gz")));
    quarantined.put("status", "quarantined");
    fixture.sync.answer("pypi", "evil", quarantined);
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static Map<String, Object> json(String path) {
    HttpResponse<String> response = fixture.get(path, "Larder-Base", BASE);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    return Fixture.parse(response.body());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> info(String path) {
    return (Map<String, Object>) json(path).get("info");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, List<Map<String, Object>>> releases(String path) {
    return (Map<String, List<Map<String, Object>>>) json(path).get("releases");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> urls(String path) {
    return (List<Map<String, Object>>) json(path).get("urls");
  }

  @Test
  void aProjectHasAllItsReleasesAndTheUrlsOfTheLatestRJSON_2() {
    assertThat(json("/pypi/demo/json"))
        .containsOnlyKeys("info", "last_serial", "ownership", "releases", "urls", "vulnerabilities")
        .containsEntry("vulnerabilities", List.of())
        .containsEntry("ownership", new HashMap<>(ownership()));
    assertThat(releases("/pypi/demo/json").keySet())
        .containsExactly("1.9", "1.10", "1!1.0+corp.3", "2!2.0rc1", "3!3.0");
    assertThat(urls("/pypi/demo/json")).extracting(url -> url.get("filename")).containsOnly(LOCAL);
  }

  private static Map<String, Object> ownership() {
    Map<String, Object> ownership = new HashMap<>();
    ownership.put("organization", null);
    ownership.put("roles", List.of());
    return ownership;
  }

  @Test
  void aReleaseHasNoOtherReleasesRJSON_1() {
    assertThat(json("/pypi/demo/1.10/json"))
        .containsOnlyKeys("info", "last_serial", "ownership", "urls", "vulnerabilities");
    assertThat(urls("/pypi/demo/1.10/json"))
        .extracting(url -> url.get("filename"))
        .containsOnly(SDIST);
  }

  @ParameterizedTest
  @CsvSource({
    "demo, 1!1.0+corp.3", // not the yanked 3.0, not the candidate 2.0
    "drafts, 1.0a1", // nothing is final
    "gone, 2.0" // everything is yanked
  })
  void theLatestIsNotYankedThenFinalThenHighestRJSON_1(String project, String version) {
    assertThat(info("/pypi/" + project + "/json")).containsEntry("version", version);
  }

  @Test
  void aVersionIsFoundInAnySpelling() {
    for (String spelt : List.of("1.10", "1.10.0", "v1.10", "01.10")) {
      assertThat(info("/pypi/demo/" + spelt + "/json")).containsEntry("version", "1.10");
    }
    assertThat(info("/pypi/demo/1%211.0%2Bcorp.3/json")).containsEntry("version", "1!1.0+corp.3");
    assertThat(info("/pypi/demo/1!1.0+corp-3/json")).containsEntry("version", "1!1.0+corp.3");
  }

  @Test
  void aMirrorsVariantWheelsAndTheFileThatSaysWhatTheyAreForAreShownR825_2() {
    String wheel = "corp_gpu-1.0-cp313-cp313-manylinux_2_28_x86_64-cu128.whl";
    String variants = "corp_gpu-1.0-variants.json";
    fixture.sync.answer("pypi", "corp-gpu", page("\"1\"", file(wheel), file(variants)));
    assertThat(fixture.files("corp-gpu")).containsOnlyKeys(wheel, variants);
    assertThat(urls("/pypi/corp-gpu/json"))
        .extracting(file -> file.get("packagetype"), file -> file.get("python_version"))
        .containsExactly(tuple("bdist_wheel", "cp313"));
    for (String name : List.of(wheel, variants)) {
      String place =
          "/internal/file?repo=main&key=%s&name=%s".formatted(Fixture.sha256(name), name);
      assertThat(fixture.get(place).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void everyFieldOfAFileIsThereRJSON_3() {
    Map<String, Object> expected = new HashMap<>();
    expected.put("filename", SDIST);
    expected.put("packagetype", "sdist");
    expected.put("python_version", "source");
    expected.put("has_sig", true);
    expected.put("comment_text", null);
    expected.put("md5_digest", null);
    expected.put("digests", Map.of("sha256", Fixture.sha256(SDIST)));
    expected.put("core-metadata", false);
    expected.put("size", 1000);
    expected.put("downloads", -1);
    expected.put("upload_time", "2021-05-06T07:08:09");
    expected.put("upload_time_iso_8601", "2021-05-06T07:08:09.123456Z");
    expected.put("url", BASE + "/packages/" + Fixture.sha256(SDIST) + "/" + SDIST);
    expected.put("requires_python", ">=3.7");
    expected.put("yanked", false);
    expected.put("yanked_reason", null);
    assertThat(urls("/pypi/demo/1.10/json")).containsExactly(expected);
    assertThat(urls("/pypi/demo/1.9/json").getFirst())
        .containsEntry("packagetype", "bdist_wheel")
        .containsEntry("python_version", "py2.py3")
        .containsEntry("core-metadata", true);
    assertThat(urls("/pypi/demo/2%212.0rc1/json").getFirst()).containsEntry("size", null);
    assertThat(urls("/pypi/demo/3%213.0/json").getFirst())
        .containsEntry("yanked", true)
        .containsEntry("yanked_reason", "broken");
  }

  @Test
  void anUploadHasEveryDigestThatIsKnown() {
    Map<String, Object> upload = Fixture.upload("mine-1.0-py3-none-any.whl", "Mine", "x");
    upload.put("md5", "ab".repeat(16));
    upload.put("blake2b", "cd".repeat(32));
    fixture.post("/internal/sources/1/files", upload);
    assertThat(urls("/pypi/mine/json").getFirst())
        .containsEntry("md5_digest", "ab".repeat(16))
        .containsEntry(
            "digests",
            Map.of(
                "md5",
                "ab".repeat(16),
                "sha256",
                Fixture.sha256("x"),
                "blake2b_256",
                "cd".repeat(32)));
  }

  @ParameterizedTest
  @CsvSource({
    "/pypi/demo/json, /packages/",
    "/latest/pypi/demo/json, /packages/",
    "/main/latest/pypi/demo/json, /main/packages/",
  })
  void urlsAreAbsoluteAndOfTheRepositoryThatWasAskedFor(String path, String packages) {
    assertThat(releases(path).values().stream().flatMap(List::stream).map(url -> url.get("url")))
        .contains(BASE + packages + Fixture.sha256(OLD) + "/" + OLD)
        // as bandersnatch, which doesn't decode them, needs them
        .contains(BASE + packages + Fixture.sha256(LOCAL) + "/" + LOCAL);
  }

  @Test
  void theSimplePageSaysTheSameTimesAndSerial() {
    Map<String, Map<String, Object>> simple = fixture.files("demo");
    for (List<Map<String, Object>> files : releases("/pypi/demo/json").values()) {
      assertThat(files.getFirst().get("upload_time_iso_8601"))
          .isEqualTo(simple.get((String) files.getFirst().get("filename")).get("upload-time"));
    }
    assertThat(json("/pypi/demo/json").get("last_serial"))
        .isEqualTo(((Map<?, ?>) fixture.json("/simple/demo/").get("meta")).get("_last-serial"));
  }

  @ParameterizedTest
  @CsvSource({
    "/pypi/Demo/json, /pypi/demo/json",
    "/pypi/demo/json/, /pypi/demo/json",
    "/pypi/De._Mo/1.0/json, /pypi/de-mo/1.0/json",
    "/pypi/Demo/1.0%2Bx/json/, /pypi/demo/1.0%2Bx/json",
    "/main/latest/pypi/Demo/json?a=b, /main/latest/pypi/demo/json?a=b",
  })
  void unnormalisedUrlsAreRedirectedRelativelyRJSON_1(String from, String to) {
    HttpResponse<String> response = fixture.get(from);
    assertThat(response.statusCode()).isEqualTo(301);
    String location = response.headers().firstValue("Location").orElseThrow();
    assertThat(location).doesNotStartWith("/").doesNotContain("://");
    assertThat(URI.create("http://host" + from).resolve(location))
        .isEqualTo(URI.create("http://host" + to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/pypi/nothing/json",
        "/pypi/demo/7.0/json",
        "/pypi/demo/nonsense/json",
        "/pypi/d%20emo/json",
        "/pypi/pypi/x/json",
        "/latest/pypi/pypi/x/json",
        "/pypi/evil/json"
      })
  void whatIsNotThereIsNotFoundInPypisWordsRJSON_1(String path) {
    HttpResponse<String> response = fixture.get(path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/2999-01-01/pypi/demo/json",
        "/yesterday/pypi/demo/json",
        "/elsewhere/latest/pypi/demo/json"
      })
  void aBadSnapshotOrRepositoryIsSaidInOneLine(String path) {
    HttpResponse<String> response = fixture.get(path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    String page = fixture.get(path.replace("pypi/demo/json", "simple/demo/")).body();
    // it names the instant of now
    assertThat(response.body().replaceAll("\\d", "")).isEqualTo(page.replaceAll("\\d", ""));
  }

  @Test
  void itIsCachedAsTheSimplePageIsRHTTP_6RHTTP_7RHTTP_9() throws IOException {
    HttpResponse<byte[]> plain = fixture.bytes("/pypi/demo/json");
    HttpResponse<byte[]> gzip = fixture.bytes("/pypi/demo/json", "Accept-Encoding", "gzip");
    HttpResponse<String> simple = fixture.get("/simple/demo/");
    for (String header : List.of("Cache-Control", "Vary", "X-PyPI-Last-Serial")) {
      assertThat(plain.headers().firstValue(header))
          .isPresent()
          .isEqualTo(simple.headers().firstValue(header));
    }
    assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
        .isEqualTo(plain.body());
    String etag = plain.headers().firstValue("ETag").orElseThrow();
    assertThat(gzip.headers().firstValue("ETag"))
        .isPresent()
        .isNotEqualTo(plain.headers().firstValue("ETag"));
    HttpResponse<String> again = fixture.get("/pypi/demo/json", "If-None-Match", etag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.headers().firstValue("X-PyPI-Last-Serial")).isPresent();
    assertThat(again.body()).isEmpty();
  }

  @Test
  void headSaysWhatGetSaysWithoutTheBody() {
    HttpResponse<String> get = fixture.get("/pypi/demo/1.9/json");
    HttpResponse<String> head = fixture.head("/pypi/demo/1.9/json");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : List.of("ETag", "Content-Type", "Content-Length", "X-PyPI-Last-Serial")) {
      assertThat(head.headers().firstValue(name)).isEqualTo(get.headers().firstValue(name));
    }
    assertThat(fixture.head("/pypi/nothing/json").statusCode()).isEqualTo(404);
  }

  /** What is missing now may be there for the very next who asks. */
  @Test
  void whereMetadataCannotBeHadNowHeadPromisesNoBytes() {
    assertThat(fixture.get("/pypi/demo/json").headers().firstValue("ETag")).isPresent();
    HttpResponse<String> head = fixture.head("/pypi/demo/json");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("ETag")).isEmpty();
  }

  @Test
  void aSnapshotShowsWhatWasThereThenForEver() {
    HttpResponse<String> then = fixture.get("/main/2020-06-01/pypi/demo/json", "Larder-Base", BASE);
    assertThat(then.statusCode()).as(then.body()).isEqualTo(200);
    assertThat(then.headers().firstValue("Cache-Control"))
        .contains("public, max-age=31536000, immutable");
    assertThat(releases("/main/2020-06-01/pypi/demo/json").keySet()).doesNotContain("1.10");
    assertThat(fixture.get("/main/2019-01-01/pypi/demo/json").statusCode()).isEqualTo(404);
    assertThat(Arrays.asList(info("/main/2020-06-01/pypi/demo/json").get("release_url")))
        .containsExactly(BASE + "/main/2020-06-01/pypi/demo/1%211.0%2Bcorp.3/json");
  }

  @Test
  void aRepositoryCalledPypiHasPagesOfItsOwn() {
    fixture.publish("json-1.0.tar.gz", "json", "x");
    fixture.execute(
        "insert into repository_naming (repository, name, from_serial, valid_from, by)"
            + " values (1, 'pypi', 1, now(), 'admin')");
    assertThat(fixture.get("/pypi/latest/simple/json/").body()).contains("json-1.0.tar.gz</a>");
    assertThat(fixture.get("/pypi/latest/simple/json").statusCode()).isEqualTo(301);
    assertThat(info("/pypi/json/json")).containsEntry("release_url", BASE + "/pypi/json/1.0/json");
    assertThat(urls("/pypi/latest/pypi/json/json").getFirst().get("url"))
        .asString()
        .startsWith(BASE + "/pypi/packages/");
  }
}
