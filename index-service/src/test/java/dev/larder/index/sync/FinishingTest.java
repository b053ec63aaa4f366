package dev.larder.index.sync;

import static dev.larder.index.ListedFiles.file;
import static dev.larder.index.batch.BatchFixture.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.batch.BatchFixture;
import dev.larder.messaging.Batch;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FinishingTest {
  private static final Duration DAY = Duration.ofHours(24);

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = Fixture.open();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private HttpResponse<String> ask(UUID run, int generation, Instant startedAt, Object failed) {
    Map<String, Object> body = new HashMap<>();
    body.put("run", run);
    body.put("source", 2);
    body.put("generation", generation);
    body.put("startedAt", startedAt.toString());
    body.put("upstreamSerial", 17);
    body.put("failed", failed);
    body.put("listed", 5);
    return fixture.post("/internal/sync/finish", body);
  }

  private long finish(Instant startedAt, Map<String, Instant> failed) {
    HttpResponse<String> answer =
        ask(
            UUID.randomUUID(),
            1,
            startedAt,
            failed.entrySet().stream()
                .map(each -> Map.of("name", each.getKey(), "since", each.getValue().toString()))
                .toList());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ((Number) Fixture.parse(answer.body()).get("serial")).longValue();
  }

  private String sweep(String column) {
    return fixture.query("select %s from sweep where source = 2".formatted(column)).getFirst();
  }

  private List<String> unswept() {
    return fixture.query(
        "select concat_ws(' ', name, extract(epoch from looked_at)::bigint) from unswept order by 1");
  }

  private List<String> gaps() {
    return fixture.query(
        "select concat_ws(' ', name, extract(epoch from after), extract(epoch from until)::bigint)"
            + " from root_gap order by 1");
  }

  private static String seconds(Instant instant) {
    return Long.toString(instant.getEpochSecond());
  }

  @Test
  void aRunWithoutFailuresCoversEverythingUpToItsStart() {
    long serial = fixture.serial();
    assertThat(finish(now.minusSeconds(60), Map.of())).isEqualTo(serial + 1);
    assertThat(sweep("extract(epoch from looked_at)::bigint"))
        .isEqualTo(seconds(now.minusSeconds(60)));
    assertThat(sweep("extract(epoch from covered_until)::bigint"))
        .isEqualTo(seconds(now.minusSeconds(60)));
    assertThat(sweep("upstream_serial")).isEqualTo("17");
    assertThat(
            fixture.query(
                "select concat_ws(' ', action, kind, source, subject) from change where serial = "
                    + (serial + 1)))
        .containsExactly("sync catalogue-changed 2 5 names listed, 0 not looked at");
  }

  @Test
  void aRunIsFinishedOnce() {
    UUID run = UUID.randomUUID();
    HttpResponse<String> first = ask(run, 1, now, List.of());
    long serial = fixture.serial();
    assertThat(ask(run, 1, now, List.of()).body()).isEqualTo(first.body());
    assertThat(fixture.serial()).isEqualTo(serial);
  }

  @Test
  void aRunOfAFormerUpstreamIsRefused() {
    assertThat(ask(UUID.randomUUID(), 2, now, List.of()).statusCode()).isEqualTo(409);
    assertThat(fixture.query("select 1 from sweep")).isEmpty();
  }

  @Test
  void aNameThatFailedLeavesTheRunWithoutCoverageAndKeepsItsFormerLook() {
    finish(now.minusSeconds(300), Map.of());
    finish(now.minusSeconds(200), Map.of("bad", now.minusSeconds(250)));
    assertThat(sweep("extract(epoch from covered_until)::bigint"))
        .isEqualTo(seconds(now.minusSeconds(300)));
    assertThat(sweep("extract(epoch from looked_at)::bigint"))
        .isEqualTo(seconds(now.minusSeconds(200)));
    assertThat(unswept()).containsExactly("bad " + seconds(now.minusSeconds(300)));
    finish(
        now.minusSeconds(100),
        Map.of("bad", now.minusSeconds(150), "worse", now.minusSeconds(150)));
    assertThat(unswept())
        .containsExactly(
            "bad " + seconds(now.minusSeconds(300)), "worse " + seconds(now.minusSeconds(200)));
    finish(now.minusSeconds(50), Map.of());
    assertThat(unswept()).isEmpty();
    assertThat(sweep("extract(epoch from covered_until)::bigint"))
        .isEqualTo(seconds(now.minusSeconds(50)));
    assertThat(gaps()).isEmpty();
  }

  @Test
  void aNameThatFailsForADayIsLeftOutOfTheRootPagesThatAreKnownThen() {
    Instant first = now.minus(DAY.multipliedBy(3));
    finish(first, Map.of());
    finish(first.plus(DAY), Map.of("bad", first.plus(DAY)));
    assertThat(gaps())
        .containsExactly("bad %s.000000 %s".formatted(seconds(first), seconds(first.plus(DAY))));
    finish(now.minusSeconds(10), Map.of("bad", first.plus(DAY), "new", now.minusSeconds(9)));
    assertThat(sweep("extract(epoch from covered_until)::bigint"))
        .isEqualTo(seconds(first.plus(DAY)));
    finish(now, Map.of("bad", now));
    assertThat(sweep("extract(epoch from covered_until)::bigint")).isEqualTo(seconds(now));
    assertThat(gaps())
        .containsExactly(
            "bad %s.000000 %s".formatted(seconds(first), seconds(first.plus(DAY))),
            "bad %s.000000 %s".formatted(seconds(first.plus(DAY)), seconds(now)));
  }

  @Test
  void aNameThatNeverSucceededIsLeftOutOfAllThatCameBefore() {
    finish(now, Map.of("bad", now.minus(DAY.plusMinutes(1))));
    assertThat(gaps()).containsExactly("bad -Infinity " + seconds(now));
    assertThat(unswept()).containsExactly("bad");
  }

  @Test
  void whatItRemembersOfARunsBatchesGoesWithIt() {
    BatchFixture batches = new BatchFixture(fixture);
    Batch batch = batches.apply(now, page("demo", 7L, file("demo-1.tar.gz")));
    assertThat(fixture.post("/internal/sync/batches", Map.of("ids", List.of(batch.id()))).body())
        .contains(
            "{\"applied\":[{\"id\":\"%s\",\"serial\":%d,\"projects\":1,\"files\":1,\"dropped\":[]}]}"
                .formatted(batch.id(), fixture.serial()));
    assertThat(fixture.post("/internal/sync/forget", Map.of("run", UUID.randomUUID())).statusCode())
        .isEqualTo(204);
    assertThat(batches.applied(batch)).isPresent();
    assertThat(fixture.post("/internal/sync/forget", Map.of("run", batches.run)).statusCode())
        .isEqualTo(204);
    assertThat(batches.applied(batch)).isEmpty();
    Batch other = batches.apply(now.plusSeconds(1), page("demo", 7L, file("demo-1.tar.gz")));
    ask(batches.run, 1, now, List.of());
    assertThat(batches.applied(other)).isEmpty();
  }

  @Test
  void tooManyIdsAtOnceAreRefused() {
    List<UUID> ids = IntStream.range(0, 501).mapToObj(i -> UUID.randomUUID()).toList();
    assertThat(fixture.post("/internal/sync/batches", Map.of("ids", ids)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void rootPagesOfThePastAreThereAfterASync() {
    new BatchFixture(fixture).apply(now.minusSeconds(30), page("demo", 7L, file("demo-1.tar.gz")));
    assertThat(fixture.get("/main/2026-01-01/simple/").statusCode()).isEqualTo(404);
    finish(now.minusSeconds(60), Map.of());
    assertThat(fixture.get("/main/2026-01-01/simple/").body()).contains(">demo<");
  }
}
