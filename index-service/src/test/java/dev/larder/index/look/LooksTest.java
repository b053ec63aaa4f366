package dev.larder.index.look;

import static dev.larder.index.FakeSync.failed;
import static dev.larder.index.FakeSync.page;
import static dev.larder.index.FakeSync.unchanged;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.House;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LooksTest {
  private static final String WHEEL = "demo-1.0-py3-none-any.whl";
  private static final Duration STALE = Duration.ofMinutes(11);

  private House house;

  @BeforeEach
  void open() {
    house =
        House.with(
            Map.of(
                "larder.upstreams",
                "https://user:hush@one.example/simple/ https://two.example/simple",
                "larder.freshness-wait",
                "300ms",
                "larder.patience",
                "2s"));
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void aProjectNotSeenBeforeIsFetchedOnTheSpot() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    assertThat(house.files("demo")).containsOnlyKeys(WHEEL);
    var question = house.sync.questions("pypi", "demo").getFirst();
    assertThat(question)
        .containsEntry("url", "https://one.example/simple/")
        .containsEntry("authorization", "Basic dXNlcjpodXNo")
        .containsEntry("etag", null)
        .containsEntry("secret", House.SECRET);
    assertThat(((Number) question.get("timeoutMillis")).intValue()).isEqualTo(10_000);
  }

  @Test
  void aFreshPageAsksNobody() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    house.files("demo");
    house.later(Duration.ofMinutes(9));
    house.files("demo");
    assertThat(house.sync.questions("pypi", "demo")).hasSize(1);
  }

  @Test
  void aStalePageAsksWithItsEtagAndAnUnchangedOneTakesNoSerial() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    house.files("demo");
    long serial = house.serial();
    house.later(STALE);
    house.sync.answer("pypi", "demo", unchanged());
    assertThat(house.files("demo")).containsOnlyKeys(WHEEL);
    assertThat(house.sync.questions("pypi", "demo").getLast()).containsEntry("etag", "\"1\"");
    assertThat(house.serial()).isEqualTo(serial);
    house.files("demo");
    assertThat(house.sync.questions("pypi", "demo")).hasSize(2);
  }

  @Test
  void aSlowUpstreamServesTheKnownPageWhileAskingGoesOn() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    house.files("demo");
    house.later(STALE);
    house.sync.answer("pypi", "demo", page("\"2\"", file(WHEEL), file("demo-2.0.tar.gz")));
    CountDownLatch gate = house.sync.hold();
    assertThat(house.files("demo")).containsOnlyKeys(WHEEL);
    gate.countDown();
    House.waitUntil(() -> house.files("demo").size() == 2);
    assertThat(house.sync.questions("pypi", "demo")).hasSize(2);
  }

  @Test
  void aFailingUpstreamServesTheKnownPageAndIsLeftAloneForAWhile() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    house.files("demo");
    house.later(STALE);
    house.sync.answer("pypi", "demo", failed(502, "https://one.example: refused"));
    assertThat(house.files("demo")).containsOnlyKeys(WHEEL);
    assertThat(house.files("demo")).containsOnlyKeys(WHEEL);
    assertThat(house.sync.questions("pypi", "demo")).hasSize(2);
  }

  @Test
  void anUpstreamThatFailsIsNamedAndNoLaterSourceIsTried() {
    house.sync.answer("pypi", "demo", failed(504, "https://one.example/simple/demo/: no answer"));
    house.sync.answer("pypi-2", "demo", page("\"1\"", file(WHEEL)));
    HttpResponse<String> response = house.get("/simple/demo/");
    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(response.body()).contains("pypi", "https://one.example/simple/demo/: no answer");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(house.sync.questions("pypi-2", "demo")).isEmpty();
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    assertThat(house.files("demo")).containsOnlyKeys(WHEEL);
  }

  @Test
  void anUpstreamThatAnswersTooLateIsA504ThatSaysSo() {
    CountDownLatch gate = house.sync.hold();
    HttpResponse<String> response = house.get("/simple/demo/");
    gate.countDown();
    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(response.body()).contains("pypi", "one.example").doesNotContain("hush");
  }

  @Test
  void anUnreachableSyncServiceIsA502() {
    house.sync.close();
    HttpResponse<String> response = house.get("/simple/demo/");
    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(response.body()).contains("pypi", "sync-service can't be reached");
  }

  @Test
  void a304ToWhoKnewNothingIsNoAnswer() {
    house.sync.answer("pypi", "demo", unchanged());
    assertThat(house.get("/simple/demo/").statusCode()).isEqualTo(502);
  }

  @Test
  void theNextSourceIsTriedAfterADefiniteNo() {
    house.sync.answer("pypi-2", "demo", page("\"1\"", file(WHEEL)));
    assertThat(house.files("demo")).containsOnlyKeys(WHEEL);
    assertThat(house.sync.questions("pypi", "demo")).hasSize(1);
    assertThat(house.sync.questions("pypi-2", "demo").getFirst())
        .containsEntry("url", "https://two.example/simple/")
        .containsEntry("authorization", null);
  }

  @Test
  void aDefiniteNoIsBelievedForTenSeconds() {
    long serial = house.serial();
    assertThat(house.get("/simple/demo/").statusCode()).isEqualTo(404);
    assertThat(house.get("/simple/demo/").statusCode()).isEqualTo(404);
    assertThat(house.sync.questions("pypi", "demo")).hasSize(1);
    assertThat(house.serial()).isEqualTo(serial);
    house.later(Duration.ofSeconds(11));
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    assertThat(house.files("demo")).containsOnlyKeys(WHEEL);
  }

  @Test
  void aProjectThatThePrivateSourceOwnsIsNeverAskedForUpstream() {
    house.publish("demo-3.0.tar.gz", "demo", "mine");
    house.sync.answer("pypi", "demo", page("\"1\"", file("demo-99.0.tar.gz")));
    assertThat(house.files("demo")).containsOnlyKeys("demo-3.0.tar.gz");
    assertThat(house.sync.questions("pypi", "demo")).isEmpty();
  }

  @Test
  void manyWhoAskAtOnceShareOneLook() throws Exception {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    CountDownLatch gate = house.sync.hold();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 16).mapToObj(i -> threads.submit(() -> house.files("demo"))).toList();
      House.waitUntil(() -> !house.sync.questions("pypi", "demo").isEmpty());
      gate.countDown();
      for (var answer : answers) {
        assertThat(answer.get()).containsOnlyKeys(WHEEL);
      }
    }
    assertThat(house.sync.questions("pypi", "demo")).hasSize(1);
  }
}
