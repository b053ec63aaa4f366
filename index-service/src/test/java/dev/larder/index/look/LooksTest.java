package dev.larder.index.look;

import static dev.larder.index.FakeSync.failed;
import static dev.larder.index.FakeSync.missing;
import static dev.larder.index.FakeSync.page;
import static dev.larder.index.FakeSync.unchanged;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.House;
import dev.larder.index.database.Database;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.packaging.ProjectName;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  @Test
  void aFileThatVanishedStaysUntilASecondLookMissesItToo() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL), file("demo-0.9.tar.gz")));
    house.files("demo");
    house.sync.answer("pypi", "demo", page("\"2\"", file(WHEEL)));
    house.later(STALE);
    assertThat(house.files("demo")).hasSize(2);
    house.sync.answer("pypi", "demo", unchanged());
    house.later(STALE);
    assertThat(house.files("demo")).containsOnlyKeys(WHEEL);
  }

  @Test
  void aProjectThatVanishedLeavesAnEmptyPageThatHidesLaterSources() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    house.files("demo");
    house.sync.answer("pypi", "demo", missing());
    house.sync.answer("pypi-2", "demo", page("\"1\"", file("demo-99.0.tar.gz")));
    house.later(STALE);
    assertThat(house.files("demo")).hasSize(1);
    house.later(STALE);
    assertThat(house.files("demo")).isEmpty();
    assertThat(house.sync.questions("pypi-2", "demo")).isEmpty();
  }

  @Test
  void aYankAndItsUndoingAreShown() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    house.files("demo");
    house.sync.answer(
        "pypi",
        "demo",
        page("\"2\"", file(WHEEL).with("yanked", true).with("yankedReason", "bad")));
    house.later(STALE);
    assertThat(house.files("demo").get(WHEEL)).containsEntry("yanked", "bad");
    house.sync.answer("pypi", "demo", page("\"3\"", file(WHEEL)));
    house.later(STALE);
    assertThat(house.files("demo").get(WHEEL)).containsEntry("yanked", false);
    assertThat(house.query("select yanked::text from file_state order by serial"))
        .containsExactly("true", "false");
  }

  @Test
  void otherBytesOfTheSameNameReplaceTheOldFile() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    house.files("demo");
    String other = House.sha256("other");
    house.sync.answer("pypi", "demo", page("\"2\"", file(WHEEL).with("sha256", other)));
    house.later(STALE);
    assertThat(house.files("demo").get(WHEEL)).containsEntry("hashes", Map.of("sha256", other));
    assertThat(
            house.query(
                "select 1 from file a join file b on a.visible_to = b.visible_from"
                    + " and a.to_serial = b.from_serial"))
        .hasSize(1);
  }

  @Test
  void aBackDatedFileShowsWhenItBecameVisible() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    house.files("demo");
    house.sync.answer("pypi", "demo", page("\"2\"", file(WHEEL), file("demo-0.1.tar.gz")));
    house.later(STALE);
    Instant shown =
        Instant.parse((String) house.files("demo").get("demo-0.1.tar.gz").get("upload-time"));
    assertThat(shown).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(house.files("demo").get(WHEEL)).containsEntry("upload-time", "2020-01-02T03:04:05Z");
  }

  @Test
  void aLookThatCameTooLateIsDroppedWhole() {
    house.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    house.files("demo");
    assertThat(apply(Instant.parse("2020-01-01T00:00:00Z"), null))
        .isEqualTo(new Observations.Dropped());
    assertThat(house.files("demo")).containsOnlyKeys(WHEEL);
  }

  @Test
  void aLookWithALowerSerialIsDroppedWhole() {
    Instant now = Instant.now();
    assertThat(apply(now, 20L)).isInstanceOf(Observations.Applied.class);
    assertThat(apply(now.plusSeconds(1), 19L)).isEqualTo(new Observations.Dropped());
    assertThat(apply(now.plusSeconds(1), 20L)).isEqualTo(new Observations.Applied(0));
  }

  @Test
  void oneObservationAppliedByManyAtOnceChangesTheCatalogueOnce() throws Exception {
    long serial = house.serial();
    Instant now = Instant.now();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes =
          IntStream.range(0, 8).mapToObj(i -> threads.submit(() -> apply(now, null))).toList();
      for (var outcome : outcomes) {
        outcome.get();
      }
    }
    assertThat(house.serial()).isEqualTo(serial + 1);
    assertThat(house.query("select filename from file")).hasSize(1);
  }

  private Observations.Outcome apply(Instant lookedAt, Long serial) {
    Source pypi =
        house
            .bean(Database.class)
            .read(connection -> house.bean(Sources.class).named(connection, "pypi"))
            .orElseThrow();
    ListedFile late =
        new ListedFile(
            "demo-9.tar.gz",
            "https://files.example/demo-9.tar.gz",
            House.sha256("late"),
            1L,
            null,
            false,
            null,
            null,
            false,
            null,
            null,
            null);
    return house
        .bean(Observations.class)
        .apply(
            pypi,
            ProjectName.of("demo"),
            lookedAt,
            new Observation.Page(null, serial, Optional.empty(), List.of(late)));
  }
}
