package dev.larder.sync.lead;

import static dev.larder.sync.SyncFixture.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.messaging.Redis;
import dev.larder.sync.FakeCatalogue.Known;
import dev.larder.sync.SyncFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs from their list to the catalogue. */
class SyncTest {
  private static SyncFixture fixture;

  @BeforeAll
  static void open() {
    fixture = SyncFixture.open();
    waitUntil(() -> fixture.call("GET", "/syncs", null, SyncFixture.ADMIN).statusCode() == 200);
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @BeforeEach
  void reset() {
    fixture.reset();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> packages(Map<String, Object> sync) {
    return (Map<String, Object>) sync.get("packages");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<String, Object> of, String key) {
    return (List<Map<String, Object>>) of.get(key);
  }

  private Map<String, Known> known() {
    return fixture.catalogue.known();
  }

  @Test
  void everythingThatTheUpstreamListsComesIntoTheCatalogue() {
    fixture.upstream.hasMany(1234, 3).has("large", 5000, 12_000);
    Instant before = Instant.now();

    Map<String, Object> sync = fixture.synced();

    assertThat(sync)
        .containsEntry("state", "complete")
        .containsEntry("phase", "done")
        .containsEntry("message", null)
        .containsEntry("requestedBy", "admin")
        .containsEntry("source", "pypi")
        .containsEntry("files", 1234 * 3 + 12_000)
        .containsEntry("changed", 1235)
        .containsEntry("upstreamSerial", 5000)
        .doesNotContainKey("joined");
    assertThat(packages(sync))
        .isEqualTo(Map.of("listed", 1235, "total", 1235, "done", 1235, "failed", 0));
    assertThat(known()).hasSize(1235);
    assertThat(known().get("p-0007").serial()).isEqualTo(8);
    assertThat(known().get("p-0007").files())
        .containsExactly("p-0007-1.0.tar.gz", "p-0007-1.1.tar.gz", "p-0007-1.2.tar.gz");
    assertThat(known().get("large").files()).hasSize(12_000);
    assertThat(fixture.catalogue.lines()).isEqualTo(1235);
    assertThat(fixture.catalogue.finished())
        .singleElement()
        .satisfies(
            finished -> {
              assertThat(finished)
                  .containsEntry("run", sync.get("id"))
                  .containsEntry("listed", 1235)
                  .containsEntry("upstreamSerial", 5000)
                  .containsEntry("failed", List.of());
              assertThat(Instant.parse((String) finished.get("startedAt")))
                  .isBetween(before, Instant.parse((String) sync.get("finishedAt")));
            });
  }

  @Test
  void nothingOfARunIsLeftInTheObjectStore() {
    fixture.upstream.hasMany(10, 1);

    Map<String, Object> sync = fixture.synced();

    waitUntil(() -> fixture.keys("sync/" + sync.get("id")).isEmpty());
    waitUntil(() -> fixture.catalogue.forgotten().contains(sync.get("id")));
  }

  @Test
  void theNextRunLooksOnlyAtWhatChanged() {
    fixture.upstream.hasMany(20, 1);
    fixture.synced();
    fixture.upstream.asked.clear();
    fixture.upstream.has("p-0003", 99, 4).has("newcomer", 100, 1).lost("p-0004");

    Map<String, Object> sync = fixture.synced();

    assertThat(packages(sync)).containsEntry("total", 3).containsEntry("listed", 20);
    assertThat(fixture.upstream.asked)
        .contains("/simple/p-0003/", "/simple/newcomer/", "/simple/p-0004/")
        .doesNotContain("/simple/p-0001/");
    assertThat(known().get("p-0003").files()).hasSize(4);
    assertThat(known().get("p-0004").open()).isFalse();
  }

  @Test
  void whereNothingHappenedUpstreamTheListIsNotEvenRead() {
    fixture.upstream.speaksXmlRpc();
    fixture.upstream.hasMany(20, 1);
    fixture.synced();
    fixture.upstream.asked.clear();
    fixture.catalogue.miss("p-0002");

    Map<String, Object> sync = fixture.synced();

    assertThat(sync).containsEntry("state", "complete");
    assertThat(packages(sync)).containsEntry("total", 1).containsEntry("listed", 20);
    assertThat(fixture.upstream.asked).containsExactly("/pypi", "/simple/p-0002/");
    assertThat(fixture.catalogue.finished()).hasSize(2);
  }

  @Test
  void aListThatLostMuchChangesNothingUntilSomebodyAcceptsIt() {
    fixture.upstream.hasMany(60, 1);
    fixture.synced();
    for (int i = 0; i < 11; i++) {
      fixture.upstream.lost("p-%04d".formatted(i));
    }
    fixture.upstream.has("p-0059", 999, 1);

    Map<String, Object> shrunk = fixture.synced();

    assertThat(shrunk).containsEntry("state", "shrunk");
    assertThat((String) shrunk.get("message"))
        .contains("has lost 11 of 60 packages", "larder sync --source=pypi --accept-shrink")
        .hasLineCount(1);
    assertThat(known().get("p-0059").serial()).isEqualTo(60);
    assertThat(fixture.catalogue.finished()).hasSize(1);

    Map<String, Object> accepted =
        fixture.end(fixture.begin(Map.of("source", "pypi", "acceptShrink", true)));

    assertThat(accepted).containsEntry("state", "complete");
    assertThat(known().get("p-0000").open()).isFalse();
    assertThat(known().get("p-0059").serial()).isEqualTo(999);
  }

  @Test
  void whatFailsIsTriedAgainAndNamedAndDoneByTheNextRun() {
    fixture.upstream.hasMany(30, 1);
    fixture.upstream.answers("p-0007", 403);

    Map<String, Object> sync = fixture.synced();

    assertThat(sync)
        .containsEntry("state", "incomplete")
        .containsEntry("message", "complete but for 1 package, which the next sync tries first");
    assertThat(packages(sync)).containsEntry("done", 29).containsEntry("failed", 1);
    Map<String, Object> failures =
        fixture.json("GET", "/syncs/%s/failures".formatted(sync.get("id")), null);
    assertThat(list(failures, "failures"))
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure).containsEntry("name", "p-0007").containsEntry("tries", 2);
              assertThat((String) failure.get("detail")).contains("status 403");
            });
    assertThat(failures).containsEntry("next", null);
    assertThat(list(fixture.catalogue.finished().getFirst(), "failed"))
        .extracting(failed -> failed.get("name"))
        .containsExactly("p-0007");

    fixture.upstream.answers("p-0007", 0);
    Map<String, Object> next = fixture.synced();

    assertThat(next).containsEntry("state", "complete");
    assertThat(packages(next)).containsEntry("failed", 0);
    assertThat(known()).hasSize(30);
  }

  @Test
  void whatFailsForAMomentOnlyIsNoFailure() {
    fixture.upstream.hasMany(3, 1);
    fixture.upstream.answers("p-0001", 403);
    String id = fixture.begin();
    waitUntil(() -> packages(fixture.sync(id)).get("failed").equals(1));

    fixture.upstream.answers("p-0001", 0);

    assertThat(fixture.end(id)).containsEntry("state", "complete");
    assertThat(packages(fixture.sync(id))).containsEntry("done", 3).containsEntry("failed", 0);
  }

  @Test
  void aStalePageIsAskedForPastTheCaches() {
    fixture.upstream.hasMany(3, 1).has("fresh", 50, 2);
    fixture.upstream.isStale("fresh", 40);

    assertThat(fixture.synced()).containsEntry("state", "complete");
    assertThat(known().get("fresh").serial()).isEqualTo(50);
    assertThat(fixture.upstream.asked).filteredOn(path -> path.equals("/simple/fresh/")).hasSize(2);
  }

  @Test
  void anUpstreamThatIsAwayMakesARunWait() {
    fixture.upstream.hasMany(700, 1);
    fixture.upstream.holdAfter(50);
    String id = fixture.begin();
    waitUntil(() -> fixture.upstream.pagesAsked() > 50);
    fixture.upstream.answersEverything(503);
    fixture.upstream.goOn();
    waitUntil(() -> fixture.sync(id).get("state").equals("waiting"));
    assertThat((String) fixture.sync(id).get("message"))
        .contains("'pypi'", "answered with status 503", "waiting since 20")
        .hasLineCount(1);

    fixture.upstream.answersEverything(0);

    Map<String, Object> sync = fixture.end(id);
    assertThat(known()).hasSizeGreaterThan(650);
    assertThat(sync.get("state")).isIn("complete", "incomplete");
  }

  @Test
  void aListThatCantBeReadMakesARunWaitToo() {
    fixture.upstream.hasMany(2, 1);
    fixture.upstream.answersEverything(502);
    String id = fixture.begin();
    waitUntil(() -> fixture.sync(id).get("state").equals("waiting"));

    fixture.upstream.answersEverything(0);

    assertThat(fixture.end(id)).containsEntry("state", "complete").containsEntry("message", null);
  }

  @Test
  void whatHasNoListCantBeSynced() {
    fixture.upstream.answersEverything(404);

    Map<String, Object> sync = fixture.synced();

    assertThat(sync).containsEntry("state", "failed");
    assertThat((String) sync.get("message"))
        .contains("'pypi'", "has no list of projects there (status 404)");
  }

  @Test
  void anIndexWithoutSerialsIsAskedForEveryPageAndTellsWhatChanged() {
    fixture.upstream.speaksHtml();
    fixture.upstream.hasMany(5, 1);
    assertThat(packages(fixture.synced())).containsEntry("done", 5);
    fixture.upstream.has("p-0003", 1, 2);

    Map<String, Object> sync = fixture.synced();

    assertThat(packages(sync)).containsEntry("total", 5).containsEntry("done", 5);
    assertThat(sync).containsEntry("changed", 1).containsEntry("upstreamSerial", null);
    assertThat(known().get("p-0003").files()).hasSize(2);
  }

  @Test
  void aFolderIsAnUpstreamToo(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("loose-1.0.tar.gz"), "not really");
    Files.createDirectory(folder.resolve("indexed"));
    Files.writeString(
        folder.resolve("indexed/index.html"), "<a href='indexed-2.0.zip'>indexed-2.0.zip</a>");
    Files.writeString(folder.resolve("indexed/indexed-2.0.zip"), "not really");
    fixture.catalogue.mirrors(folder.toUri().toString());

    Map<String, Object> sync = fixture.synced();

    assertThat(sync).containsEntry("state", "complete");
    assertThat(known().get("loose").files()).containsExactly("loose-1.0.tar.gz");
    assertThat(known().get("indexed").files()).containsExactly("indexed-2.0.zip");
  }

  @Test
  void aRunThatIsCancelledEndsAndLeavesWhatWasTakenOver() {
    fixture.upstream.hasMany(100, 1);
    fixture.upstream.holdAfter(20);
    String id = fixture.begin();
    waitUntil(() -> fixture.upstream.pagesAsked() > 20);

    assertThat(
            fixture
                .call("POST", "/syncs/%s/cancel".formatted(id), null, SyncFixture.ADMIN)
                .statusCode())
        .isEqualTo(202);

    assertThat(fixture.end(id))
        .containsEntry("state", "cancelled")
        .containsEntry("message", "cancelled; what was taken over stays");
    fixture.upstream.goOn();
    waitUntil(() -> fixture.catalogue.forgotten().contains(id));
    assertThat(fixture.catalogue.finished()).isEmpty();
    assertThat(
            fixture
                .call("POST", "/syncs/%s/cancel".formatted(id), null, SyncFixture.ADMIN)
                .statusCode())
        .isEqualTo(409);
    assertThat(fixture.synced()).containsEntry("state", "complete");
  }

  @Test
  void aSourceThatLooksElsewhereByNowEndsItsRun() {
    fixture.upstream.hasMany(100, 1);
    fixture.upstream.holdAfter(20);
    String id = fixture.begin();
    waitUntil(() -> fixture.upstream.pagesAsked() > 20);
    fixture.catalogue.changeUpstream();
    fixture.upstream.goOn();

    assertThat(fixture.end(id)).containsEntry("state", "failed");
    assertThat((String) fixture.sync(id).get("message")).contains("another upstream");
    assertThat(fixture.catalogue.finished()).isEmpty();
  }

  @Test
  void aSourceThatIsTakenOfflineEndsItsRunAndIsNotAsked() {
    fixture.upstream.hasMany(100, 1);
    fixture.upstream.holdAfter(20);
    String id = fixture.begin();
    waitUntil(() -> fixture.upstream.pagesAsked() > 20);
    fixture.catalogue.isOffline(true);

    assertThat(fixture.end(id))
        .containsEntry("state", "cancelled")
        .containsEntry("message", "source 'pypi' is offline; what was taken over stays");
    fixture.upstream.goOn();
    waitUntil(() -> fixture.catalogue.forgotten().contains(id));
    assertThat(fixture.catalogue.finished()).isEmpty();

    fixture.catalogue.isOffline(false);
    assertThat(fixture.synced()).containsEntry("state", "complete");
    assertThat(known()).hasSize(100);
  }

  @Test
  void noMoreBatchesAreUnderWayThanAFew() {
    fixture.upstream.hasMany(36, 5_000);
    fixture.catalogue.takeNoBatches(true);
    String id = fixture.begin();
    waitUntil(() -> fixture.keys("sync/" + id).size() >= 9);
    long asked = fixture.upstream.pagesAsked();

    assertThat(asked).isLessThan(36);

    fixture.catalogue.takeNoBatches(false);
    assertThat(fixture.end(id)).containsEntry("state", "complete");
    assertThat(known()).hasSize(36);
  }

  @Test
  void whatRedisLostIsToldAgain() {
    fixture.upstream.hasMany(5, 1);
    fixture.catalogue.takeNoBatches(true);
    String id = fixture.begin();
    waitUntil(() -> fixture.keys("sync/" + id).size() == 2);
    try (Redis redis = Redis.open((String) fixture.settings().get("larder.redis.url"))) {
      redis.commands().flushall();
    }
    fixture.catalogue.takeNoBatches(false);

    assertThat(fixture.end(id)).containsEntry("state", "complete");
  }

  @Test
  void anotherReplicaGoesOnWhereOneDied() throws Exception {
    fixture.stop();
    fixture.upstream.hasMany(700, 50);
    fixture.upstream.holdAfter(300);
    try (Program one = new Program(fixture)) {
      String id = one.begin();
      waitUntil(() -> fixture.upstream.pagesAsked() > 300 && fixture.catalogue.lines() > 0);
      one.kill();
    }
    fixture.upstream.goOn();
    fixture.start();
    waitUntil(() -> fixture.call("GET", "/syncs", null, SyncFixture.ADMIN).statusCode() == 200);
    Map<String, Object> newest =
        list(fixture.json("GET", "/syncs?limit=1", null), "syncs").getFirst();

    Map<String, Object> sync = fixture.end((String) newest.get("id"));

    assertThat(sync).containsEntry("state", "complete").containsEntry("files", 35_000);
    assertThat(packages(sync)).containsEntry("done", 700);
    assertThat(known()).hasSize(700);
    // Two chunks were under way, each with a batch of a hundred projects at most.
    assertThat(fixture.catalogue.lines()).isBetween(700, 700 + 2 * 100);
  }
}
