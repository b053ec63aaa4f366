package dev.larder.index.batch;

import static dev.larder.index.FakeSync.missing;
import static dev.larder.index.FakeSync.unchanged;
import static dev.larder.index.ListedFiles.file;
import static dev.larder.index.batch.BatchFixture.line;
import static dev.larder.index.batch.BatchFixture.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.database.Database;
import dev.larder.messaging.Batch;
import dev.larder.messaging.Change;
import dev.larder.messaging.Keys;
import dev.larder.messaging.Redis;
import io.lettuce.core.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Fixture fixture;
  private BatchFixture batches;

  @BeforeEach
  void open() {
    fixture = Fixture.with(Map.of("larder.freshness", "3650d"));
    batches = new BatchFixture(fixture);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aBatchOfManyProjectsIsOneChange() {
    long before = fixture.serial();
    Batch batch =
        batches.apply(
            NOON,
            page("demo", 7L, file("demo-1.0.tar.gz"), file("demo-1.1.tar.gz")),
            page("other", 8L, file("other-1.0.tar.gz")),
            line("ghost", missing()));
    assertThat(fixture.serial()).isEqualTo(before + 1);
    assertThat(batches.applied(batch))
        .contains(new AppliedBatch(batch.id(), batches.run, before + 1, 2, 3, List.of()));
    assertThat(fixture.files("demo")).containsOnlyKeys("demo-1.0.tar.gz", "demo-1.1.tar.gz");
    assertThat(fixture.files("other")).containsOnlyKeys("other-1.0.tar.gz");
    assertThat(fixture.query("select look_found from project where name = 'ghost'"))
        .containsExactly("f");
  }

  @Test
  void aBatchThatComesAgainChangesNothing() {
    Batch batch = batches.apply(NOON, page("demo", 7L, file("demo-1.0.tar.gz")));
    long serial = fixture.serial();
    fixture.bean(Batches.class).apply(batch);
    assertThat(fixture.serial()).isEqualTo(serial);
    fixture.execute("delete from applied_batch");
    fixture.bean(Batches.class).apply(batch);
    assertThat(fixture.serial()).isEqualTo(serial);
    assertThat(fixture.query("select filename from file")).hasSize(1);
  }

  @Test
  void aBatchThatTeachesNothingMovesLooksAndTakesNoSerial() {
    batches.apply(NOON, page("demo", 7L, file("demo-1.0.tar.gz")));
    long serial = fixture.serial();
    Batch batch = batches.apply(NOON.plusSeconds(60), line("demo", unchanged()), page("empty", 9L));
    assertThat(fixture.serial()).isEqualTo(serial);
    assertThat(batches.applied(batch).orElseThrow().serial()).isZero();
    assertThat(fixture.query("select distinct extract(epoch from looked_at)::bigint from project"))
        .containsExactly("" + NOON.plusSeconds(60).getEpochSecond());
  }

  @Test
  void whatWasMadeForAFormerUpstreamIsForgotten() {
    Batch batch = batches.put(NOON, List.of(page("demo", 7L, file("demo-1.0.tar.gz"))));
    Batch former = new Batch(batch.run(), batch.id(), batch.source(), 4711, batch.lookedAt(), null);
    fixture.bean(Batches.class).apply(former);
    assertThat(fixture.query("select name from project")).isEmpty();
    assertThat(batches.applied(batch)).isEmpty();
  }

  @Test
  void aBatchThatIsntThereAnyMoreIsOfNoUse() {
    Batch batch = batches.put(NOON, List.of(page("demo", 7L, file("demo-1.0.tar.gz"))));
    fixture.store.remove(batch.key());
    fixture.bean(Batches.class).apply(batch);
    assertThat(batches.applied(batch)).isEmpty();
  }

  @Test
  void aPageOfALowerSerialIsDroppedAndTold() {
    batches.apply(NOON, page("demo", 7L, file("demo-1.0.tar.gz")), page("other", 7L));
    Batch batch = batches.apply(NOON.plusSeconds(60), page("demo", 6L), page("other", 8L));
    assertThat(batches.applied(batch).orElseThrow().dropped()).containsExactly("demo");
    assertThat(fixture.query("select missed_since from file")).containsOnlyNulls();
    assertThat(fixture.query("select look_serial from project order by name"))
        .containsExactly("7", "8");
  }

  @Test
  void aLaterLookOfSomebodyElseStandsAndIsNotToldAsDropped() {
    batches.look(NOON.plusSeconds(60), List.of(page("demo", 8L, file("demo-2.0.tar.gz"))));
    Batch batch = batches.apply(NOON, page("demo", 7L, file("demo-1.0.tar.gz")));
    assertThat(batches.applied(batch).orElseThrow().dropped()).isEmpty();
    assertThat(fixture.files("demo")).containsOnlyKeys("demo-2.0.tar.gz");
  }

  @Test
  void whatCantBeReadIsToldAndTheRestIsTaken() {
    Batch batch =
        batches.apply(
            NOON,
            line("-wrong-", missing()),
            line("strange", Map.of("outcome", "failed", "status", 503)),
            page("demo", 7L, file("demo-1.0.tar.gz")));
    assertThat(batches.applied(batch).orElseThrow().dropped())
        .containsExactly("-wrong-", "strange");
    assertThat(fixture.files("demo")).hasSize(1);
  }

  @Test
  void aFileThatVanishedStaysUntilASecondLookMissesItToo() {
    batches.apply(NOON, page("demo", 7L, file("demo-1.0.tar.gz"), file("demo-1.1.tar.gz")));
    batches.apply(NOON.plusSeconds(60), page("demo", 8L, file("demo-1.1.tar.gz")));
    assertThat(fixture.files("demo")).hasSize(2);
    batches.apply(NOON.plusSeconds(120), line("demo", unchanged()));
    assertThat(fixture.files("demo")).hasSize(2);
    batches.apply(NOON.plus(Duration.ofMinutes(11)), line("demo", unchanged()));
    assertThat(fixture.files("demo")).containsOnlyKeys("demo-1.1.tar.gz");
    batches.apply(NOON.plus(Duration.ofMinutes(12)), line("demo", missing()));
    batches.apply(NOON.plus(Duration.ofMinutes(23)), line("demo", missing()));
    assertThat(fixture.files("demo")).isEmpty();
  }

  @Test
  void whatTheLastSyncDidntFindIsNotThereBeforeItIsSeen() {
    fixture.execute(
        "insert into sweep (source, run, generation, looked_at)"
            + " values (2, gen_random_uuid(), 1, '2026-02-01')");
    batches.apply(
        NOON, page("demo", 7L, file("demo-1.0.tar.gz").with("uploadTime", "2026-01-01T00:00:00Z")));
    assertThat(fixture.query("select visible_from > '2026-03-02' from file")).containsExactly("t");
  }

  @Test
  void aChangeOfManyProjectsIsKnownWhereverThoseOfOneAre() {
    batches.apply(
        NOON, page("demo", 7L, file("demo-1.0.tar.gz")), page("other", 7L, file("other-1.tar.gz")));
    long first = fixture.serial();
    batches.apply(
        NOON.plusSeconds(60),
        page("demo", 8L, file("demo-1.0.tar.gz"), file("demo-2.0.tar.gz")),
        page("new", 8L, file("new-1.tar.gz")));
    assertThat(fixture.json("/" + first + "/simple/demo/").toString())
        .contains("_last-serial=" + first);
    assertThat(fixture.json("/simple/demo/").toString()).contains("_last-serial=" + (first + 1));
    assertThat(fixture.get("/__api__/v1/log?source=pypi&package=demo").body())
        .contains("\"serial\":" + first + ",", "\"serial\":" + (first + 1) + ",");
    assertThat(fixture.get("/__api__/v1/log?source=pypi&package=other").body())
        .contains("\"action\":\"sync\"", "\"subject\":\"2 projects\"")
        .doesNotContain("\"serial\":" + (first + 1) + ",");
    String changelog =
        fixture
            .postXml(
                "/pypi",
                "<methodCall><methodName>changelog_since_serial</methodName><params><param><value>"
                    + "<int>%d</int></value></param></params></methodCall>".formatted(first - 1))
            .body();
    assertThat(changelog).containsSubsequence("demo", "other", "demo", "new");
  }

  @Test
  void cachesAreToldEveryProjectWhosePageChanged() {
    batches.apply(NOON, page("demo", 7L, file("demo-1.0.tar.gz")), page("empty", 7L));
    long serial = fixture.serial();
    try (Redis redis = Redis.open((String) fixture.settings().get("larder.redis-url"))) {
      Fixture.waitUntil(() -> ("" + serial).equals(redis.shared().sync().get(Keys.SERIAL)));
      Change change =
          Change.from(
              redis
                  .shared()
                  .sync()
                  .xrevrange(Keys.CHANGES, Range.unbounded())
                  .getFirst()
                  .getBody());
      assertThat(change.tags()).containsExactly("project:2/demo");
      assertThat(change.kind()).isEqualTo(Change.Kind.PAGE_CHANGED);
    }
  }

  @Test
  void batchesComeByTheStream() {
    Batch batch = batches.put(NOON, List.of(page("demo", 7L, file("demo-1.0.tar.gz"))));
    try (Redis redis = Redis.open((String) fixture.settings().get("larder.redis-url"))) {
      redis.shared().sync().xadd(Keys.BATCHES, batch.toFields());
      Fixture.waitUntil(() -> batches.applied(batch).isPresent());
      Fixture.waitUntil(() -> redis.shared().sync().xlen(Keys.BATCHES) == 0);
    }
    assertThat(fixture.files("demo")).hasSize(1);
  }

  @Test
  void theCataloguesInstantIsWhatBatchesAreLookedAtAt() {
    Instant now = fixture.bean(Database.class).read(fixture.bean(CatalogueClock.class)::nowToKeep);
    batches.apply(now, page("demo", 7L, file("demo-1.0.tar.gz")));
    assertThat(fixture.get("/" + now + "/simple/demo/").statusCode()).isEqualTo(200);
    assertThat(fixture.sync.questions("pypi", "demo")).isEmpty();
  }
}
