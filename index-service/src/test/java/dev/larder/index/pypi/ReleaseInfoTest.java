package dev.larder.index.pypi;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.FakeBlob;
import dev.larder.index.Fixture;
import dev.larder.packaging.FieldLimit;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a release comes from the core metadata of one of its files. */
class ReleaseInfoTest {
  private static final String FIRST = "demo-1.0-cp311-cp311-linux_x86_64.whl";
  private static final String SECOND = "demo-1.0-cp312-cp312-linux_x86_64.whl";
  private static final String SDIST = "demo-1.0.tar.gz";
  private static final String METADATA = "Metadata-Version: 2.4\nName: De.Mo\nVersion: 1.0\n";
  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = Fixture.with(Map.of("larder.metadata-timeout", "1s"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void list(boolean metadata) {
    fixture.sync.answer(
        "pypi",
        "demo",
        page(
            "\"1\"",
            file(SECOND).with("metadata", metadata),
            file(FIRST).with("metadata", metadata).with("requiresPython", ">=3.11"),
            file(SDIST).with("requiresPython", ">=3.10")));
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> info(String path) {
    HttpResponse<String> response = fixture.get(path, "Larder-Base", "https://host");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return (Map<String, Object>) Fixture.parse(response.body()).get("info");
  }

  private Map<String, Object> info() {
    return info("/pypi/demo/json");
  }

  @Test
  void everyFieldOfTheMetadataIsToldRJSON_2() {
    list(true);
    fixture.blob.metadata(
        FIRST,
        METADATA
            + """
            Summary: A demo
            Keywords: a,b
            Home-page: https://demo.example/
            Download-URL: UNKNOWN
            Author: A
            Author-email: a@example.org
            Maintainer: M
            Maintainer-email: m@example.org
            License: Own
            License-File: LICENSE
            Platform: any
            Classifier: Framework :: None
            Classifier: Topic :: Demo
            Project-URL: Docs, https://docs.example/?a=1,2
            Requires-Python: >=3.9
            Requires-Dist: other>=1
            Requires-Dist: more; extra == "x"
            Provides-Extra: x
            Dynamic: version
            Description-Content-Type: text/markdown

            # Demo
            """);
    Map<String, Object> expected = new HashMap<>();
    expected.put("author", "A");
    expected.put("author_email", "a@example.org");
    expected.put("bugtrack_url", null);
    expected.put("classifiers", List.of("Framework :: None", "Topic :: Demo"));
    expected.put("description", "# Demo\n");
    expected.put("description_content_type", "text/markdown");
    expected.put("docs_url", null);
    expected.put("download_url", null);
    expected.put("downloads", Map.of("last_day", -1, "last_week", -1, "last_month", -1));
    expected.put("dynamic", List.of("version"));
    expected.put("home_page", "https://demo.example/");
    expected.put("keywords", "a,b");
    expected.put("license", "Own");
    expected.put("license_expression", null);
    expected.put("license_files", List.of("LICENSE"));
    expected.put("maintainer", "M");
    expected.put("maintainer_email", "m@example.org");
    expected.put("name", "De.Mo");
    expected.put("package_url", "https://host/simple/demo/");
    expected.put("platform", "any");
    expected.put("project_url", "https://host/simple/demo/");
    expected.put(
        "project_urls",
        Map.of("Homepage", "https://demo.example/", "Docs", "https://docs.example/?a=1,2"));
    expected.put("provides_extra", List.of("x"));
    expected.put("release_url", "https://host/pypi/demo/1.0/json");
    expected.put("requires_dist", List.of("other>=1", "more; extra == \"x\""));
    expected.put("requires_python", ">=3.9");
    expected.put("summary", "A demo");
    expected.put("version", "1.0");
    expected.put("yanked", false);
    expected.put("yanked_reason", null);
    assertThat(info()).isEqualTo(expected);
    assertThat(info("/pypi/demo/1.0/json")).isEqualTo(expected);
  }

  @Test
  void theWheelThatComesFirstByItsNameIsAskedForOnce() {
    list(true);
    fixture.blob.metadata(FIRST, METADATA);
    fixture.get("/main/latest/pypi/demo/json", "X-Request-Id", "this-one");
    fixture.get("/pypi/demo/1.0/json");
    assertThat(fixture.blob.questions())
        .containsExactly(
            new FakeBlob.Question(
                "/main/packages/" + Fixture.sha256(FIRST) + "/" + FIRST + ".metadata",
                Fixture.SECRET,
                "this-one",
                null));
  }

  @Test
  void metadataThatNobodySaidToBeThereIsLookedForNowButNotForThen() {
    list(false);
    fixture.blob.metadata(FIRST, METADATA + "Summary: A demo\n");
    assertThat(info()).containsEntry("summary", "A demo").containsEntry("name", "De.Mo");
    assertThat(info("/2021-01-01/pypi/demo/json")).containsEntry("summary", null);
    assertThat(fixture.blob.questions()).hasSize(1);
  }

  @Test
  void thatItCouldNotBeHadIsToldToNobodyWhoAsksLater() {
    list(false);
    fixture.blob.answer(FIRST, 503, "The upstream is away.\n".getBytes());
    HttpResponse<String> without = fixture.get("/pypi/demo/json");
    assertThat(without.body()).contains("\"summary\":null");
    fixture.blob.metadata(FIRST, METADATA + "Summary: Back\n");
    HttpResponse<String> later =
        fixture.get(
            "/pypi/demo/json", "If-None-Match", without.headers().firstValue("ETag").orElseThrow());
    assertThat(later.statusCode()).isEqualTo(200);
    assertThat(later.body()).contains("Back");
  }

  @Test
  void whereThereIsNoneNullIsToldAsPypiDoes() {
    list(false);
    assertThat(info())
        .containsEntry("name", "demo")
        .containsEntry("version", "1.0")
        .containsEntry("summary", null)
        .containsEntry("requires_dist", null)
        .containsEntry("project_urls", null)
        .containsEntry("classifiers", List.of())
        .containsEntry("requires_python", ">=3.11");
    assertThat(fixture.blob.questions()).hasSize(1);
  }

  @Test
  void noLargeWheelIsFetchedForThatNorAnSdist() {
    fixture.sync.answer(
        "pypi", "demo", page("\"1\"", file(FIRST).with("size", 33 << 20), file(SDIST)));
    assertThat(info()).containsEntry("summary", null);
    assertThat(fixture.blob.questions()).isEmpty();
  }

  @Test
  void anUploadedSdistSpeaksForItsReleaseByItsPkgInfo() {
    Map<String, Object> upload = Fixture.upload("own-1.0.tar.gz", "own", "x");
    upload.put("metadataKey", "kept/m");
    upload.put("metadataSha256", Fixture.sha256("m"));
    fixture.post("/internal/sources/1/files", upload);
    fixture.blob.metadata(
        "own-1.0.tar.gz", "Metadata-Version: 2.1\nName: Own\nVersion: 1.0\nSummary: Mine\n");
    assertThat(info("/pypi/own/json")).containsEntry("summary", "Mine");
  }

  @Test
  void uselessMetadataTellsNothingAndTheNextFileIsTried() {
    list(true);
    fixture.blob.metadata(FIRST, "<html>no</html>");
    fixture.blob.metadata(SECOND, METADATA + "Summary: Second\n");
    assertThat(info()).containsEntry("summary", "Second");
    assertThat(info()).containsEntry("summary", "Second");
    assertThat(fixture.blob.questions()).hasSize(2);
  }

  @Test
  void metadataBeyondItsLimitIsAsGoodAsNone() {
    list(true);
    byte[] long_ = new byte[FieldLimit.METADATA.bytes() + 1];
    fixture.blob.answer(FIRST, 200, long_);
    fixture.blob.answer(SECOND, 200, long_);
    assertThat(info()).containsEntry("summary", null);
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void whatBlobServiceCanNotGiveNowIsNotAnsweredOtherwise(int status) {
    list(true);
    fixture.blob.answer(FIRST, status, "The upstream is away.\n".getBytes());
    HttpResponse<String> away = fixture.get("/2021-01-01/pypi/demo/json");
    assertThat(away.statusCode()).isEqualTo(status);
    assertThat(away.body())
        .isEqualTo("The core metadata of " + FIRST + " can't be had now: The upstream is away.\n");
    assertThat(away.headers().firstValue("Cache-Control")).contains("no-store");
    fixture.blob.metadata(FIRST, METADATA + "Summary: Back\n");
    assertThat(info("/2021-01-01/pypi/demo/json")).containsEntry("summary", "Back");
  }

  @Test
  void metadataThatWasPromisedButIsNotThereIsA502() {
    list(true);
    HttpResponse<String> missing = fixture.get("/pypi/demo/json");
    assertThat(missing.statusCode()).isEqualTo(502);
    assertThat(missing.body()).contains("No metadata of " + FIRST + " is known.");
  }

  @Test
  void aBlobServiceThatIsAwayIsA502AndOneThatHangsNeverHoldsARequestForLong() {
    list(true);
    fixture.blob.metadata(FIRST, METADATA);
    CountDownLatch hanging = fixture.blob.hangInBodies();
    assertThat(fixture.get("/pypi/demo/json").statusCode()).isBetween(502, 504);
    hanging.countDown();
    assertThat(info()).containsEntry("name", "De.Mo");
    fixture.restart(Map.of("larder.blob-url", "http://127.0.0.1:" + Fixture.freePort()));
    HttpResponse<String> away = fixture.get("/pypi/demo/json");
    assertThat(away.statusCode()).isEqualTo(502);
    assertThat(away.body()).contains("blob-service can't be reached");
  }

  @Test
  void aSnapshotAnswersTheSameBytesAfterAllThatComesLater() {
    list(true);
    fixture.blob.metadata(FIRST, METADATA + "Summary: Then\n");
    HttpResponse<String> before = fixture.get("/2021-01-01/pypi/demo/json");
    assertThat(before.statusCode()).as(before.body()).isEqualTo(200);
    fixture.sync.answer(
        "pypi",
        "demo",
        page(
            "\"2\"",
            file("demo-1.0-cp310-cp310-linux_x86_64.whl").with("metadata", true),
            file("demo-2.0.tar.gz")));
    fixture.later(Duration.ofMinutes(11));
    fixture.get("/simple/demo/");
    fixture.later(Duration.ofMinutes(11));
    fixture.get("/simple/demo/");
    fixture.publish("demo-9.0.tar.gz", "demo", "mine");
    fixture.restart(Map.of());
    HttpResponse<String> after = fixture.get("/2021-01-01/pypi/demo/json");
    assertThat(after.body()).isEqualTo(before.body());
    assertThat(after.headers().firstValue("ETag")).isEqualTo(before.headers().firstValue("ETag"));
  }
}
