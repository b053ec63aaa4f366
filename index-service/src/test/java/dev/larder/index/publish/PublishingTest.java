package dev.larder.index.publish;

import static dev.larder.index.House.parse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.House;
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

class PublishingTest {
  private static final String WHEEL = "acme_tools-1.0-py3-none-any.whl";
  private House house;

  @BeforeEach
  void open() {
    house = House.open();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void aPublishedFileIsOnTheVeryNextPage() {
    Map<String, Object> upload = House.upload(WHEEL, "Acme.Tools", "bytes");
    upload.put("requiresPython", ">=3.9");
    upload.put("metadataKey", "kept/m");
    upload.put("metadataSha256", House.sha256("m"));
    HttpResponse<String> response = house.post("/internal/sources/1/files", upload);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(parse(response.body()))
        .containsExactlyInAnyOrderEntriesOf(Map.of("outcome", "published", "serial", 2));
    assertThat(house.files("acme-tools").get(WHEEL))
        .containsEntry("hashes", Map.of("sha256", House.sha256("bytes")))
        .containsEntry("size", 5)
        .containsEntry("requires-python", ">=3.9")
        .containsEntry("core-metadata", Map.of("sha256", House.sha256("m")));
    assertThat(house.query("select by from change where serial = 2")).containsExactly("a-token");
  }

  @Test
  void theAnswerComesWhenTheSerialStandsInRedis() {
    house.publish(WHEEL, "acme-tools", "bytes");
    try (Redis redis = Redis.open((String) house.settings().get("larder.redis-url"))) {
      assertThat(Long.parseLong(redis.shared().sync().get(Keys.SERIAL))).isEqualTo(2);
    }
  }

  @Test
  void theSameBytesAgainAreAQuietSuccessRUP_7() {
    house.publish(WHEEL, "acme-tools", "bytes");
    HttpResponse<String> again = house.publish(WHEEL, "acme-tools", "bytes");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(parse(again.body()))
        .containsEntry("outcome", "identical")
        .containsEntry("serial", 2);
    assertThat(house.serial()).isEqualTo(2);
  }

  @Test
  void otherBytesOfTheSameNameAreRefusedRUP_7() {
    house.publish(WHEEL, "acme-tools", "bytes");
    HttpResponse<String> other = house.publish(WHEEL, "acme-tools", "other bytes");
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat((String) parse(other.body()).get("detail")).startsWith("File already exists (");
    assertThat(house.serial()).isEqualTo(2);
  }

  @Test
  void aNameThatWasUsedAndRemovedCanNotBeUsedAgain() {
    house.publish(WHEEL, "acme-tools", "bytes");
    house.execute("update file set visible_to = now(), to_serial = 2");
    HttpResponse<String> again = house.publish(WHEEL, "acme-tools", "bytes");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat((String) parse(again.body()).get("detail"))
        .startsWith("This filename was previously used by a file that has since been deleted.");
    assertThat(house.files("acme-tools")).isEmpty();
  }

  @Test
  void ofManyDifferentFilesOfOneNameAtOnceOneWins() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 8)
              .mapToObj(i -> threads.submit(() -> house.publish(WHEEL, "acme-tools", "bytes " + i)))
              .toList();
      Map<Integer, Integer> statuses = new HashMap<>();
      for (var answer : answers) {
        statuses.merge(answer.get().statusCode(), 1, Integer::sum);
      }
      assertThat(statuses).containsExactlyInAnyOrderEntriesOf(Map.of(200, 1, 409, 7));
    }
    assertThat(house.files("acme-tools")).hasSize(1);
    assertThat(house.serial()).isEqualTo(2);
  }

  @Test
  void theSameFileManyTimesAtOnceIsPublishedOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 8)
              .mapToObj(i -> threads.submit(() -> house.publish(WHEEL, "acme-tools", "bytes")))
              .toList();
      for (var answer : answers) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
      }
    }
    assertThat(house.serial()).isEqualTo(2);
  }

  @Test
  void aMirrorTakesNoUploads() {
    HttpResponse<String> response =
        house.post("/internal/sources/2/files", House.upload(WHEEL, "acme-tools", "x"));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat((String) parse(response.body()).get("detail")).contains("'pypi' is a mirror");
  }

  @Test
  void anUnknownSourceIsA404() {
    assertThat(
            house
                .post("/internal/sources/77/files", House.upload(WHEEL, "acme-tools", "x"))
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void aReleaseHasOneSdist() {
    house.publish("acme_tools-1.0.tar.gz", "acme-tools", "source");
    HttpResponse<String> other =
        house.publish("acme_tools-1.0.0.tar.gz", "acme-tools", "the same release");

    assertThat(other.statusCode()).isEqualTo(400);
    assertThat(parse(other.body()))
        .containsEntry("detail", "Only one sdist may be uploaded per release.");
    assertThat(house.publish("acme_tools-1.1.tar.gz", "acme-tools", "another").statusCode())
        .isEqualTo(200);
    assertThat(house.publish(WHEEL, "acme-tools", "a wheel").statusCode()).isEqualTo(200);
    assertThat(house.files("acme-tools")).hasSize(3);
  }

  @Test
  void aFileOfAnotherProjectIsRefused() {
    HttpResponse<String> response = house.publish(WHEEL, "other", "x");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat((String) parse(response.body()).get("detail")).contains(WHEEL, "other");
  }

  @Test
  void aBodyThatMakesNoSenseIsRefusedInOneLine() {
    for (Object body : List.of(Map.of("filename", "x"), List.of(), "x")) {
      HttpResponse<String> response = house.post("/internal/sources/1/files", body);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat((String) parse(response.body()).get("detail")).isNotBlank().doesNotContain("\n");
    }
  }
}
