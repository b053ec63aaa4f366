package dev.larder.index.look;

import static dev.larder.index.FakeSync.failed;
import static dev.larder.index.FakeSync.page;
import static dev.larder.index.FakeSync.unchanged;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
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

  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture =
        Fixture.with(
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
    fixture.close();
  }

  @Test
  void aProjectNotSeenBeforeIsFetchedOnTheSpot() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    assertThat(fixture.files("demo")).containsOnlyKeys(WHEEL);
    var question = fixture.sync.questions("pypi", "demo").getFirst();
    assertThat(question)
        .containsEntry("url", "https://one.example/simple/")
        .containsEntry("authorization", "Basic dXNlcjpodXNo")
        .containsEntry("etag", null)
        .containsEntry("secret", Fixture.SECRET);
    assertThat(((Number) question.get("timeoutMillis")).intValue()).isEqualTo(10_000);
  }

  @Test
  void aFreshPageAsksNobody() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    fixture.files("demo");
    fixture.later(Duration.ofMinutes(9));
    fixture.files("demo");
    assertThat(fixture.sync.questions("pypi", "demo")).hasSize(1);
  }

  @Test
  void aStalePageAsksWithItsEtagAndAnUnchangedOneTakesNoSerial() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    fixture.files("demo");
    long serial = fixture.serial();
    fixture.later(STALE);
    fixture.sync.answer("pypi", "demo", unchanged());
    assertThat(fixture.files("demo")).containsOnlyKeys(WHEEL);
    assertThat(fixture.sync.questions("pypi", "demo").getLast()).containsEntry("etag", "\"1\"");
    assertThat(fixture.serial()).isEqualTo(serial);
    fixture.files("demo");
    assertThat(fixture.sync.questions("pypi", "demo")).hasSize(2);
  }

  @Test
  void aSlowUpstreamServesTheKnownPageWhileAskingGoesOn() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    fixture.files("demo");
    fixture.later(STALE);
    fixture.sync.answer("pypi", "demo", page("\"2\"", file(WHEEL), file("demo-2.0.tar.gz")));
    CountDownLatch gate = fixture.sync.hold();
    assertThat(fixture.files("demo")).containsOnlyKeys(WHEEL);
    gate.countDown();
    Fixture.waitUntil(() -> fixture.files("demo").size() == 2);
    assertThat(fixture.sync.questions("pypi", "demo")).hasSize(2);
  }

  @Test
  void aFailingUpstreamServesTheKnownPageAndIsLeftAloneForAWhile() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    fixture.files("demo");
    fixture.later(STALE);
    fixture.sync.answer("pypi", "demo", failed(502, "https://one.example: refused"));
    assertThat(fixture.files("demo")).containsOnlyKeys(WHEEL);
    assertThat(fixture.files("demo")).containsOnlyKeys(WHEEL);
    assertThat(fixture.sync.questions("pypi", "demo")).hasSize(2);
  }

  @Test
  void anUpstreamThatFailsIsNamedAndNoLaterSourceIsTried() {
    fixture.sync.answer("pypi", "demo", failed(504, "https://one.example/simple/demo/: no answer"));
    fixture.sync.answer("pypi-2", "demo", page("\"1\"", file(WHEEL)));
    HttpResponse<String> response = fixture.get("/simple/demo/");
    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(response.body()).contains("pypi", "https://one.example/simple/demo/: no answer");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(fixture.sync.questions("pypi-2", "demo")).isEmpty();
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    assertThat(fixture.files("demo")).containsOnlyKeys(WHEEL);
  }

  @Test
  void anUpstreamThatAnswersTooLateIsA504ThatSaysSo() {
    CountDownLatch gate = fixture.sync.hold();
    HttpResponse<String> response = fixture.get("/simple/demo/");
    gate.countDown();
    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(response.body()).contains("pypi", "one.example").doesNotContain("hush");
  }

  @Test
  void anUnreachableSyncServiceIsA502() {
    fixture.sync.close();
    HttpResponse<String> response = fixture.get("/simple/demo/");
    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(response.body()).contains("pypi", "sync-service can't be reached");
  }

  @Test
  void a304ToWhoKnewNothingIsNoAnswer() {
    fixture.sync.answer("pypi", "demo", unchanged());
    assertThat(fixture.get("/simple/demo/").statusCode()).isEqualTo(502);
  }

  @Test
  void theNextSourceIsTriedAfterADefiniteNo() {
    fixture.sync.answer("pypi-2", "demo", page("\"1\"", file(WHEEL)));
    assertThat(fixture.files("demo")).containsOnlyKeys(WHEEL);
    assertThat(fixture.sync.questions("pypi", "demo")).hasSize(1);
    assertThat(fixture.sync.questions("pypi-2", "demo").getFirst())
        .containsEntry("url", "https://two.example/simple/")
        .containsEntry("authorization", null);
  }

  @Test
  void aDefiniteNoIsBelievedForTenSeconds() {
    long serial = fixture.serial();
    assertThat(fixture.get("/simple/demo/").statusCode()).isEqualTo(404);
    assertThat(fixture.get("/simple/demo/").statusCode()).isEqualTo(404);
    assertThat(fixture.sync.questions("pypi", "demo")).hasSize(1);
    assertThat(fixture.serial()).isEqualTo(serial);
    fixture.later(Duration.ofSeconds(11));
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    assertThat(fixture.files("demo")).containsOnlyKeys(WHEEL);
  }

  @Test
  void aProjectThatThePrivateSourceOwnsIsNeverAskedForUpstream() {
    fixture.publish("demo-3.0.tar.gz", "demo", "mine");
    fixture.sync.answer("pypi", "demo", page("\"1\"", file("demo-99.0.tar.gz")));
    assertThat(fixture.files("demo")).containsOnlyKeys("demo-3.0.tar.gz");
    assertThat(fixture.sync.questions("pypi", "demo")).isEmpty();
  }

  @Test
  void manyWhoAskAtOnceShareOneLook() throws Exception {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    CountDownLatch gate = fixture.sync.hold();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 16)
              .mapToObj(i -> threads.submit(() -> fixture.files("demo")))
              .toList();
      Fixture.waitUntil(() -> !fixture.sync.questions("pypi", "demo").isEmpty());
      gate.countDown();
      for (var answer : answers) {
        assertThat(answer.get()).containsOnlyKeys(WHEEL);
      }
    }
    assertThat(fixture.sync.questions("pypi", "demo")).hasSize(1);
  }
}
