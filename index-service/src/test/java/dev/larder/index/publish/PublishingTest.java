package dev.larder.index.publish;

import static dev.larder.index.Fixture.parse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.messaging.Keys;
import dev.larder.messaging.Redis;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishingTest {
  private static final String WHEEL = "acme_tools-1.0-py3-none-any.whl";
  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = Fixture.open();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aPublishedFileIsOnTheVeryNextPage() {
    Map<String, Object> upload = Fixture.upload(WHEEL, "Acme.Tools", "bytes");
    upload.put("requiresPython", ">=3.9");
    upload.put("metadataKey", "kept/m");
    upload.put("metadataSha256", Fixture.sha256("m"));
    HttpResponse<String> response = fixture.post("/internal/sources/1/files", upload);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(parse(response.body()))
        .containsExactlyInAnyOrderEntriesOf(Map.of("outcome", "published", "serial", 2));
    assertThat(fixture.files("acme-tools").get(WHEEL))
        .containsEntry("hashes", Map.of("sha256", Fixture.sha256("bytes")))
        .containsEntry("size", 5)
        .containsEntry("requires-python", ">=3.9")
        .containsEntry("core-metadata", Map.of("sha256", Fixture.sha256("m")));
    assertThat(fixture.query("select by from change where serial = 2")).containsExactly("a-token");
  }

  @Test
  void theAnswerComesWhenTheSerialStandsInRedis() {
    fixture.publish(WHEEL, "acme-tools", "bytes");
    try (Redis redis = Redis.open((String) fixture.settings().get("larder.redis-url"))) {
      assertThat(Long.parseLong(redis.shared().sync().get(Keys.SERIAL))).isEqualTo(2);
    }
  }

  @Test
  void theSameBytesAgainAreAQuietSuccessRUP_7() {
    fixture.publish(WHEEL, "acme-tools", "bytes");
    HttpResponse<String> again = fixture.publish(WHEEL, "acme-tools", "bytes");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(parse(again.body()))
        .containsEntry("outcome", "identical")
        .containsEntry("serial", 2);
    assertThat(fixture.serial()).isEqualTo(2);
  }

  @Test
  void otherBytesOfTheSameNameAreRefusedRUP_7() {
    fixture.publish(WHEEL, "acme-tools", "bytes");
    HttpResponse<String> other = fixture.publish(WHEEL, "acme-tools", "other bytes");
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat((String) parse(other.body()).get("detail")).startsWith("File already exists (");
    assertThat(fixture.serial()).isEqualTo(2);
  }

  @Test
  void aNameThatWasUsedAndRemovedCanNotBeUsedAgain() {
    fixture.publish(WHEEL, "acme-tools", "bytes");
    fixture.execute("update file set visible_to = now(), to_serial = 2");
    HttpResponse<String> again = fixture.publish(WHEEL, "acme-tools", "bytes");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat((String) parse(again.body()).get("detail"))
        .startsWith("This filename was previously used by a file that has since been deleted.");
    assertThat(fixture.files("acme-tools")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Acme_Tools-1.0-py3-none-any.whl",
        "acme.tools-1.0-py3-none-any.whl",
        "acme_tools-1.0.0-py3-none-any.whl",
        "acme_tools-1.00-PY3-none-any.whl",
      })
  void aNameInAnotherSpellingIsTheSameName(String spelling) {
    fixture.publish(WHEEL, "acme-tools", "bytes");
    HttpResponse<String> other = fixture.publish(spelling, "acme-tools", "other bytes");
    assertThat(other.statusCode()).as(other.body()).isEqualTo(409);
    assertThat((String) parse(other.body()).get("detail"))
        .startsWith("File already exists ('%s'".formatted(WHEEL));
    fixture.execute("update file set visible_to = now(), to_serial = 2");
    HttpResponse<String> removed = fixture.publish(spelling, "acme-tools", "other bytes");
    assertThat(removed.statusCode()).as(removed.body()).isEqualTo(409);
    assertThat((String) parse(removed.body()).get("detail")).startsWith("This filename was previ");
  }

  @Test
  void wheelsOfOtherBuildsTagsAndVariantsAreOthers() {
    for (String filename :
        List.of(
            WHEEL,
            "acme_tools-1.0-1-py3-none-any.whl",
            "acme_tools-1.0-py2.py3-none-any.whl",
            "acme_tools-1.0-py3-none-manylinux_2_17_x86_64.whl",
            "acme_tools-1.0-py3-none-manylinux_2_17_x86_64-cu128.whl",
            "acme_tools-1.0-py3-none-manylinux_2_17_x86_64-cu129.whl")) {
      assertThat(fixture.publish(filename, "acme-tools", filename).statusCode()).isEqualTo(200);
    }
    assertThat(fixture.files("acme-tools")).hasSize(6);
    assertThat(fixture.get("/pypi/acme-tools/json").body())
        .contains("-cu128.whl", "\"python_version\":\"py3\"")
        .doesNotContain("\"python_version\":\"none\"");
  }

  @Test
  void whatSaysWhatVariantsAreForIsNoUpload() {
    HttpResponse<String> response =
        fixture.publish("acme_tools-1.0-variants.json", "acme-tools", "{}");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
  }

  @Test
  void aClaimedNameIsNewInNoOtherSource() {
    fixture.done(201, "POST", "/sources", Map.of("name", "sandbox", "type", "local-python"));
    fixture.done(201, "POST", "/sources/private/claims", Map.of("name", "acme-*"));
    Object sandbox = parse(fixture.get("/internal/sources/sandbox").body()).get("id");
    HttpResponse<String> other =
        fixture.post(
            "/internal/sources/%s/files".formatted(sandbox),
            Fixture.upload(WHEEL, "acme-tools", "bytes"));
    assertThat(other.statusCode()).as(other.body()).isEqualTo(400);
    assertThat((String) parse(other.body()).get("detail"))
        .isEqualTo(
            "Project name 'acme-tools' is claimed for another source (as 'acme-*') and can't be new in source 'sandbox'; upload it there, or have the claim released");
    assertThat(fixture.publish(WHEEL, "acme-tools", "bytes").statusCode()).isEqualTo(200);
  }

  @Test
  void aCommentIsOneLineOfTheLog() {
    for (String comment : List.of("a\nb", "\u001b[31m", "a\u0000", "x".repeat(2_001))) {
      Map<String, Object> upload = Fixture.upload(WHEEL, "acme-tools", "bytes");
      upload.put("logComment", comment);
      assertThat(fixture.post("/internal/sources/1/files", upload).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void ofManyDifferentFilesOfOneNameAtOnceOneWins() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 8)
              .mapToObj(
                  i -> threads.submit(() -> fixture.publish(WHEEL, "acme-tools", "bytes " + i)))
              .toList();
      Map<Integer, Integer> statuses = new HashMap<>();
      for (var answer : answers) {
        statuses.merge(answer.get().statusCode(), 1, Integer::sum);
      }
      assertThat(statuses).containsExactlyInAnyOrderEntriesOf(Map.of(200, 1, 409, 7));
    }
    assertThat(fixture.files("acme-tools")).hasSize(1);
    assertThat(fixture.serial()).isEqualTo(2);
  }

  @Test
  void theSameFileManyTimesAtOnceIsPublishedOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 8)
              .mapToObj(i -> threads.submit(() -> fixture.publish(WHEEL, "acme-tools", "bytes")))
              .toList();
      for (var answer : answers) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
      }
    }
    assertThat(fixture.serial()).isEqualTo(2);
  }

  @Test
  void aMirrorTakesNoUploads() {
    HttpResponse<String> response =
        fixture.post("/internal/sources/2/files", Fixture.upload(WHEEL, "acme-tools", "x"));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat((String) parse(response.body()).get("detail")).contains("'pypi' is a mirror");
  }

  @Test
  void anUnknownSourceIsA404() {
    assertThat(
            fixture
                .post("/internal/sources/77/files", Fixture.upload(WHEEL, "acme-tools", "x"))
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void aReleaseHasOneSdist() {
    fixture.publish("acme_tools-1.0.tar.gz", "acme-tools", "source");
    HttpResponse<String> other =
        fixture.publish("acme_tools-1.0.0.tar.gz", "acme-tools", "the same release");

    assertThat(other.statusCode()).isEqualTo(400);
    assertThat(parse(other.body()))
        .containsEntry("detail", "Only one sdist may be uploaded per release.");
    assertThat(fixture.publish("acme_tools-1.1.tar.gz", "acme-tools", "another").statusCode())
        .isEqualTo(200);
    assertThat(fixture.publish(WHEEL, "acme-tools", "a wheel").statusCode()).isEqualTo(200);
    assertThat(fixture.files("acme-tools")).hasSize(3);
  }

  @Test
  void aReleaseHasOneSdistAlsoAfterRemovingAndRestoring() {
    String first = "acme_tools-1.0.tar.gz";
    String second = "acme_tools-1.0.0.tar.gz";
    fixture.publish(first, "acme-tools", "source");
    Map<String, Object> scope = Map.of("package", "acme-tools", "scope", "@" + first);
    fixture.done(200, "POST", "/sources/private/remove", scope);
    Map<String, Object> upload = Fixture.upload(second, "acme-tools", "another");
    upload.put("replace", true);
    assertThat(fixture.post("/internal/sources/1/files", upload).statusCode()).isEqualTo(200);

    HttpResponse<String> again = fixture.publish(first, "acme-tools", "source");
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body()).contains("Only one sdist may be uploaded per release.");
    assertThat(fixture.refusal("POST", "/sources/private/restore", scope))
        .isEqualTo(
            "409 another file has the name '%s' now; remove that one first".formatted(second));
    fixture.done(
        200,
        "POST",
        "/sources/private/remove",
        Map.of("package", "acme-tools", "scope", "@" + second));
    fixture.done(
        200, "POST", "/sources/private/restore", Map.of("package", "acme-tools", "scope", "@1.0"));
    assertThat(fixture.files("acme-tools")).containsOnlyKeys(second);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"acme-tools-1.0.tar.gz", "Acme.Tools-1.0.tar.gz", "Acme-Tools-1.0.0.tar.gz"})
  void anSdistKeepsTheNameThatItsToolGaveItAndIsTheOnlyOne(String filename) {
    Map<String, Object> upload = Fixture.upload("acme_tools-1.0.tar.gz", "acme-tools", "source");
    upload.put("filename", filename);
    HttpResponse<String> published = fixture.post("/internal/sources/1/files", upload);
    assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
    assertThat(fixture.files("acme-tools")).containsOnlyKeys(filename);
    assertThat(
            fixture
                .get(
                    "/internal/file?repo=&key=%s&name=%s"
                        .formatted(Fixture.sha256("source"), filename))
                .statusCode())
        .isEqualTo(200);
    assertThat(fixture.get("/pypi/acme-tools/json").body()).contains(filename);

    HttpResponse<String> other = fixture.publish("acme_tools-1.0.tar.gz", "acme-tools", "another");
    assertThat(other.statusCode()).isEqualTo(400);
    assertThat(parse(other.body()))
        .containsEntry("detail", "Only one sdist may be uploaded per release.");

    fixture.done(
        200,
        "POST",
        "/sources/private/remove",
        Map.of("package", "acme-tools", "scope", "@" + filename));
    assertThat(fixture.files("acme-tools")).isEmpty();
  }

  @Test
  void aFileOfAnotherProjectIsRefused() {
    HttpResponse<String> response = fixture.publish(WHEEL, "other", "x");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat((String) parse(response.body()).get("detail")).contains(WHEEL, "other");
  }

  @Test
  void aBodyThatMakesNoSenseIsRefusedInOneLine() {
    for (Object body : List.of(Map.of("filename", "x"), List.of(), "x")) {
      HttpResponse<String> response = fixture.post("/internal/sources/1/files", body);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat((String) parse(response.body()).get("detail")).isNotBlank().doesNotContain("\n");
    }
  }
}
