package dev.larder.index.page;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.larder.index.Fixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
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

class ProjectPageTest {
  private static final String JSON = "application/vnd.pypi.simple.v1+json";
  private static final String PLAIN = "demo-1.9-py3-none-any.whl";
  private static final String SDIST = "demo-1.10.tar.gz";
  private static final String YANKED = "demo-1.10-py3-none-any.whl";
  private static final String LOCAL = "demo-1.0+corp.3-py3-none-any.whl";
  private static final String BARE = "demo-1.8-py3-none-any.whl";
  private static final String METADATA = "ab".repeat(32);
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
    fixture.sync.answer(
        "pypi",
        "demo",
        page(
            "\"1\"",
            file(SDIST).with("uploadTime", "2021-05-06T07:08:09.123456Z").with("metadata", true),
            file(PLAIN)
                .with("requiresPython", ">=3.8,<4")
                .with("metadata", true)
                .with("metadataSha256", METADATA),
            file(YANKED).with("yanked", true).with("yankedReason", "bad \"one\" <x>"),
            file(BARE).with("metadata", true).with("yanked", true).with("size", null),
            file(LOCAL).with("sha256", null)));
    Map<String, Object> archived =
        new HashMap<>(
            page("\"1\"", file("old-1.0.tar.gz").with("url", "https://x.example/old-1.0.tar.gz")));
    archived.put("status", "archived");
    archived.put("statusReason", "<done>");
    fixture.sync.answer("pypi", "old", archived);
    Map<String, Object> quarantined = new HashMap<>(page("\"1\"", file("evil-1.0.tar.gz")));
    quarantined.put("status", "quarantined");
    fixture.sync.answer("pypi", "evil", quarantined);
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static String html() {
    return fixture.get("/simple/demo/").body();
  }

  private static String link(String filename) {
    return html()
        .lines()
        .filter(line -> line.contains(">" + filename + "</a>"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theHtmlPageHasOneLinkAFileWithItsNameAsTextR503_3() {
    assertThat(html().lines().filter(line -> line.contains("<a "))).hasSize(5);
    assertThat(link(PLAIN)).contains(">" + PLAIN + "</a>");
  }

  @Test
  void linksHaveHashesExceptWhereNoneIsKnownR503_5() {
    assertThat(link(PLAIN)).contains(PLAIN + "#sha256=" + Fixture.sha256(PLAIN) + "\"");
    assertThat(link(LOCAL)).doesNotContain("#").containsPattern("packages/u-[0-9a-f]{40}/");
    assertThat(fixture.files("demo").get(LOCAL)).containsEntry("hashes", Map.of());
  }

  @Test
  void requiresPythonIsEscapedSoThatNoAttributeHoldsARawBracketR503_6() {
    assertThat(link(PLAIN)).contains("data-requires-python=\"&gt;=3.8,&lt;4\"");
    assertThat(link(YANKED)).contains("data-yanked=\"bad &quot;one&quot; &lt;x&gt;\"");
    assertThat(fixture.files("demo").get(PLAIN)).containsEntry("requires-python", ">=3.8,<4");
  }

  @Test
  void bothFormsNameTheVersionOfTheApiR629_1() {
    assertThat(html()).contains("<meta name=\"pypi:repository-version\" content=\"1.4\">");
    assertThat(meta()).containsEntry("api-version", "1.4");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> meta() {
    return (Map<String, Object>) fixture.json("/simple/demo/").get("meta");
  }

  @Test
  void versionsAreInPep440OrderWithoutDuplicatesR691_3() {
    assertThat(fixture.json("/simple/demo/"))
        .containsEntry("name", "demo")
        .containsEntry("versions", List.of("1.0+corp.3", "1.8", "1.9", "1.10"));
  }

  @Test
  void filesSayTheirSizeAndTimeAndNothingIsEverNullR691_4R700_1R700_2() {
    assertThat(fixture.files("demo").get(PLAIN))
        .containsEntry("size", 1000)
        .containsEntry("upload-time", "2020-01-02T03:04:05Z");
    assertThat(fixture.files("demo").get(SDIST))
        .containsEntry("upload-time", "2021-05-06T07:08:09.123456Z");
    assertThat(fixture.files("demo").get(BARE)).doesNotContainKey("size");
    assertThat(fixture.get("/simple/demo/", "Accept", JSON).body()).doesNotContain("null");
  }

  @Test
  void yanksAreShownWithTheirReasonR592_1R592_2() {
    assertThat(link(BARE)).contains("data-yanked=\"\"");
    assertThat(link(PLAIN)).doesNotContain("data-yanked");
    assertThat(fixture.files("demo").get(YANKED)).containsEntry("yanked", "bad \"one\" <x>");
    assertThat(fixture.files("demo").get(BARE)).containsEntry("yanked", true);
    assertThat(fixture.files("demo").get(PLAIN)).containsEntry("yanked", false);
  }

  @Test
  void metadataIsAdvertisedForWheelsUnderBothNamesWithTheSameValueR658_1R714_1() {
    assertThat(link(PLAIN))
        .contains("data-core-metadata=\"sha256=" + METADATA + "\"")
        .contains("data-dist-info-metadata=\"sha256=" + METADATA + "\"");
    assertThat(link(BARE)).contains("data-core-metadata=\"true\"");
    assertThat(link(SDIST)).doesNotContain("metadata");
    assertThat(fixture.files("demo").get(PLAIN))
        .containsEntry("core-metadata", Map.of("sha256", METADATA))
        .containsEntry("data-dist-info-metadata", Map.of("sha256", METADATA));
    assertThat(fixture.files("demo").get(BARE)).containsEntry("core-metadata", true);
    assertThat(fixture.files("demo").get(SDIST)).containsEntry("core-metadata", false);
  }

  @Test
  void fileUrlsHaveNoQueryAndEscapeWhatTheyMustR503_8R658_3() {
    assertThat(link(LOCAL)).contains("/demo-1.0%2Bcorp.3-py3-none-any.whl\"").doesNotContain("?");
  }

  @ParameterizedTest
  @CsvSource({
    "/simple/demo/, /packages/",
    "/latest/simple/demo/, /packages/",
    "/main/latest/simple/demo/, /main/packages/",
    "/2021-06-01T00:00:00+01:00/simple/demo/, /packages/",
    "/main/2021-06-01T00%3A00%3A00%2B01%3A00/simple/demo/, /main/packages/",
  })
  void linksLeadToTheFilesFromEveryFormOfTheUrl(String page, String packages) {
    String url =
        (String) ((Map<?, ?>) ((List<?>) fixture.json(page).get("files")).getLast()).get("url");
    assertThat(URI.create("http://host" + page).resolve(url).getPath())
        .isEqualTo(packages + Fixture.sha256(SDIST) + "/" + SDIST);
    assertThat(fixture.get(page).body()).contains("href=\"" + url + "#sha256=");
  }

  @ParameterizedTest
  @CsvSource({
    "/simple, /simple/",
    "/latest/simple, /latest/simple/",
    "/main/latest/simple, /main/latest/simple/",
    "/simple/demo, /simple/demo/",
    "/simple/De.__mo/, /simple/de-mo/",
    "/main/latest/simple/Demo, /main/latest/simple/demo/",
    "/simple/Demo/?format=text/html, /simple/demo/?format=text/html",
  })
  void slashlessAndUnnormalisedUrlsAreRedirectedRelativelyR503_4(String from, String to) {
    HttpResponse<String> response = fixture.get(from);
    String location = response.headers().firstValue("Location").orElseThrow();
    assertThat(response.statusCode()).isEqualTo(301);
    assertThat(location).doesNotStartWith("/").doesNotContain("://");
    assertThat(URI.create("http://host" + from).resolve(location))
        .isEqualTo(URI.create("http://host" + to));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/simple/-demo/", "/simple/d%20emo/", "/simple/d%C3%A9mo/"})
  void whatIsNoNameIsNotFoundR503_1(String path) {
    assertThat(fixture.get(path).statusCode()).isEqualTo(404);
    assertThat(fixture.get(path).body()).startsWith("No valid project name");
  }

  @Test
  void theContentTypeIsTheOneAskedForR691_6R691_9() {
    assertThat(contentType("Accept", JSON)).isEqualTo(JSON);
    assertThat(contentType("Accept", "application/vnd.pypi.simple.latest+json")).isEqualTo(JSON);
    assertThat(contentType("Accept", "application/vnd.pypi.simple.v1+html"))
        .isEqualTo("application/vnd.pypi.simple.v1+html");
    assertThat(contentType()).isEqualTo("text/html; charset=utf-8");
    assertThat(contentType("Accept", "image/png")).isEqualTo("text/html; charset=utf-8");
    HttpResponse<String> named = fixture.get("/simple/demo/?format=" + JSON.replace("+", "%2B"));
    assertThat(named.headers().firstValue("Content-Type")).contains(JSON);
    assertThat(fixture.get("/simple/demo/?format=yaml").statusCode()).isEqualTo(406);
  }

  private static String contentType(String... headers) {
    HttpResponse<String> response = fixture.get("/simple/demo/", headers);
    assertThat(response.headers().firstValue("Vary")).contains("Accept, Accept-Encoding");
    return response.headers().firstValue("Content-Type").orElseThrow();
  }

  @Test
  void theEtagIsTheHashOfTheseVeryBytesAndAnswers304RHTTP_6() {
    HttpResponse<byte[]> plain = fixture.bytes("/simple/demo/");
    HttpResponse<byte[]> gzip = fixture.bytes("/simple/demo/", "Accept-Encoding", "gzip");
    String etag = plain.headers().firstValue("ETag").orElseThrow();
    assertThat(etag).isEqualTo(Rendered.etag(plain.body()));
    assertThat(gzip.headers().firstValue("ETag")).contains(Rendered.etag(gzip.body()));
    HttpResponse<String> again = fixture.get("/simple/demo/", "If-None-Match", "\"x\", W/" + etag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("ETag")).contains(etag);
    assertThat(again.headers().firstValue("Vary")).contains("Accept, Accept-Encoding");
    assertThat(fixture.get("/simple/demo/", "If-None-Match", etag, "Accept", JSON).statusCode())
        .isEqualTo(200);
  }

  @Test
  void pagesAreCompressedAsAskedForRHTTP_5() throws IOException {
    byte[] plain = fixture.bytes("/simple/demo/").body();
    HttpResponse<byte[]> gzip = fixture.bytes("/simple/demo/", "Accept-Encoding", "gzip, deflate");
    assertThat(gzip.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
        .isEqualTo(plain);
    HttpResponse<byte[]> zstd = fixture.bytes("/simple/demo/", "Accept-Encoding", "gzip, zstd");
    assertThat(zstd.headers().firstValue("Content-Encoding")).contains("zstd");
    assertThat(new ZstdInputStream(new ByteArrayInputStream(zstd.body())).readAllBytes())
        .isEqualTo(plain);
  }

  @Test
  void latestPagesAreRevalidatedAndErrorsKeptByNobodyRHTTP_7() {
    assertThat(fixture.get("/simple/demo/").headers().firstValue("Cache-Control"))
        .contains("no-cache");
    assertThat(fixture.get("/simple/nothing/").headers().firstValue("Cache-Control"))
        .contains("no-store");
  }

  @Test
  void anUnknownProjectIsATextual404RHTTP_8() {
    HttpResponse<String> response = fixture.get("/simple/nothing/", "Accept", JSON);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(response.body()).isEqualTo("No project nothing in repository main\n");
  }

  @Test
  void anUnknownRepositoryIsA404ThatNamesIt() {
    HttpResponse<String> response = fixture.get("/elsewhere/latest/simple/demo/");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("elsewhere");
  }

  @Test
  void theSerialIsInHeaderAndBodyRHTTP_9() {
    HttpResponse<String> response = fixture.get("/simple/demo/", "Accept", JSON);
    String serial = response.headers().firstValue("X-PyPI-Last-Serial").orElseThrow();
    assertThat(meta().get("_last-serial")).hasToString(serial);
    assertThat(fixture.query("select project from change where serial = " + serial))
        .containsExactly("demo");
  }

  @Test
  void headSaysWhatGetSaysWithoutTheBody() {
    HttpResponse<String> get = fixture.get("/simple/demo/");
    HttpResponse<String> head = fixture.head("/simple/demo/");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : List.of("ETag", "Content-Type", "Content-Length", "Vary", "Cache-Control")) {
      assertThat(head.headers().firstValue(name)).isEqualTo(get.headers().firstValue(name));
    }
    assertThat(fixture.head("/simple/nothing/").statusCode()).isEqualTo(404);
  }

  @Test
  void aProjectsStatusIsShownAndAQuarantinedOneListsNoFilesR792() {
    assertThat(fixture.get("/simple/old/").body())
        .contains("<meta name=\"pypi:project-status\" content=\"archived\">")
        .contains("<meta name=\"pypi:project-status-reason\" content=\"&lt;done&gt;\">");
    assertThat(fixture.json("/simple/old/"))
        .containsEntry("project-status", Map.of("status", "archived", "reason", "<done>"));
    assertThat(fixture.files("old")).hasSize(1);
    assertThat(fixture.files("evil")).isEmpty();
    assertThat(fixture.json("/simple/demo/")).doesNotContainKey("project-status");
  }
}
