package dev.larder.index.sync;

import static dev.larder.index.FakeSync.missing;
import static dev.larder.index.FakeSync.unchanged;
import static dev.larder.index.ListedFiles.file;
import static dev.larder.index.batch.BatchFixture.line;
import static dev.larder.index.batch.BatchFixture.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.batch.BatchFixture;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Fixture fixture;
  private BatchFixture batches;

  @BeforeEach
  void open() {
    fixture = Fixture.open();
    batches = new BatchFixture(fixture);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private HttpResponse<String> ask(UUID run, int source, int generation, boolean serials) {
    return fixture.post(
        "/internal/sync/comparison",
        Map.of("source", source, "generation", generation, "run", run, "serials", serials));
  }

  /** Of each name and its serial what is to be looked at, and the last line. */
  private List<String> compared(boolean serials, String... lines) {
    UUID run = UUID.randomUUID();
    fixture.store.put("sync/%s/list".formatted(run), String.join("\n", lines));
    HttpResponse<String> answer = ask(run, 2, 1, serials);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/x-ndjson");
    return answer.body().lines().toList();
  }

  private static String listed(String name, Object serial) {
    return "{\"name\":\"%s\",\"serial\":%s}".formatted(name, serial);
  }

  private static String wanted(String name, Object serial, String etag) {
    return "{\"name\":\"%s\",\"serial\":%s,\"etag\":%s}"
        .formatted(name, serial, etag == null ? "null" : "\"\\\"" + etag + "\\\"\"");
  }

  private static String counts(long listed, long known, long gone) {
    return "{\"listed\":%d,\"known\":%d,\"gone\":%d}".formatted(listed, known, gone);
  }

  @Test
  void whatIsUnknownOrOfAnotherSerialIsToBeLookedAt() {
    batches.apply(
        NOON,
        page("same", 7L, file("same-1.tar.gz")),
        page("other", 7L, file("other-1.tar.gz")),
        page("unserialled", null, file("unserialled-1.tar.gz")),
        page("was-serialled", 7L, file("was_serialled-1.tar.gz")),
        line("not-there", missing()));
    assertThat(
            compared(
                true,
                listed("same", 7),
                listed("other", 6),
                listed("unserialled", 7),
                listed("was-serialled", "null"),
                listed("not-there", 7),
                listed("new", 9)))
        .containsExactly(
            wanted("new", 9, null),
            wanted("not-there", 7, null),
            wanted("other", 6, "7"),
            wanted("unserialled", 7, "null"),
            wanted("was-serialled", null, "7"),
            counts(6, 4, 0));
  }

  @Test
  void withoutSerialsEverythingIsToBeLookedAt() {
    batches.apply(NOON, page("same", 7L, file("same-1.tar.gz")));
    assertThat(compared(false, listed("same", 7)))
        .containsExactly(wanted("same", 7, "7"), counts(1, 1, 0));
  }

  @Test
  void whatIsNotListedAnyMoreIsToBeLookedAtWhileItHasFiles() {
    batches.apply(
        NOON,
        page("gone", 7L, file("gone-1.tar.gz")),
        page("ended", 7L, file("ended-1.tar.gz")),
        page("empty", 7L),
        line("never", missing()));
    batches.apply(NOON.plusSeconds(60), line("ended", missing()));
    batches.apply(NOON.plus(Duration.ofMinutes(12)), line("ended", missing()));
    assertThat(compared(true, listed("new", 1)))
        .containsExactly(wanted("gone", null, "7"), wanted("new", 1, null), counts(1, 1, 1));
  }

  @Test
  void whatWasMissedIsToBeLookedAtUntilItIsSeenAgainWhateverItsSerial() {
    batches.apply(NOON, page("demo", 7L, file("demo-1.tar.gz"), file("demo-2.tar.gz")));
    batches.apply(NOON.plusSeconds(60), page("demo", 8L, file("demo-2.tar.gz")));
    assertThat(compared(true, listed("demo", 8)))
        .containsExactly(wanted("demo", 8, "8"), counts(1, 1, 0));
    batches.apply(
        NOON.plusSeconds(120), page("demo", 9L, file("demo-1.tar.gz"), file("demo-2.tar.gz")));
    assertThat(compared(true, listed("demo", 9))).containsExactly(counts(1, 1, 0));
  }

  @Test
  void whatAFormerUpstreamSaidTellsNothingOfThisOne() {
    batches.apply(NOON, page("demo", 7L, file("demo-1.tar.gz")));
    fixture.execute("update source set upstream_since = '2026-03-02' where id = 2");
    assertThat(compared(true, listed("demo", 7)))
        .containsExactly(wanted("demo", 7, null), counts(1, 1, 0));
  }

  @Test
  void whatFailedTheLastTimeComesFirst() {
    fixture.execute(
        "insert into unswept (source, name, failing_since) values (2, 'late', '2026-03-01')");
    assertThat(compared(true, listed("early", 1), listed("late", 1)))
        .containsExactly(wanted("late", 1, null), wanted("early", 1, null), counts(2, 0, 0));
  }

  @Test
  void theFirstOfTwoLinesCountsAndWhatIsNoNameDoesNot() {
    assertThat(
            compared(
                true, listed("twice", 7), listed("-", 1), listed("Twi.Ce", 8), listed("twice", 9)))
        .containsExactly(wanted("twi-ce", 8, null), wanted("twice", 7, null), counts(2, 0, 0));
  }

  @Test
  void aLongListIsComparedWhole() {
    String[] lines =
        IntStream.range(0, 30_000).mapToObj(i -> listed("name" + i, i)).toArray(String[]::new);
    List<String> answer = compared(true, lines);
    assertThat(answer).hasSize(30_001);
    assertThat(answer.getLast()).isEqualTo(counts(30_000, 0, 0));
    assertThat(fixture.query("select 1 from project")).isEmpty();
  }

  @Test
  void aListThatBreaksOffGivesNoLastLine() {
    UUID run = UUID.randomUUID();
    fixture.store.put("sync/%s/list".formatted(run), listed("a", 1) + "\n{\"name\":\"b");
    String body;
    try {
      body = ask(run, 2, 1, true).body();
    } catch (UncheckedIOException e) {
      body = "";
    }
    assertThat(body).doesNotContain("listed");
  }

  @Test
  void whatIsThereNoMoreIsRefusedInOneLine() {
    UUID run = UUID.randomUUID();
    assertThat(ask(run, 2, 1, true).body()).contains("run %s has no list".formatted(run));
    assertThat(ask(run, 1, 1, true).statusCode()).isEqualTo(404);
    assertThat(ask(run, 2, 2, true).statusCode()).isEqualTo(409);
    assertThat(fixture.post("/internal/sync/comparison", Map.of("source", 2)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void whatWasMissedLongAgoIsTold() {
    batches.apply(
        NOON,
        page("a", 7L, file("a-1.tar.gz")),
        page("b", 7L, file("b-1.tar.gz")),
        page("c", 7L, file("c-1.tar.gz")));
    batches.apply(
        NOON.plusSeconds(60), page("a", 8L), line("b", missing()), line("c", unchanged()));
    assertThat(missed("", 10, NOON.plusSeconds(59))).isEmpty();
    assertThat(missed("", 10, NOON.plusSeconds(60))).containsExactly("a=\"8\"", "b=null");
    assertThat(missed("", 1, NOON.plusSeconds(60))).containsExactly("a=\"8\"");
    assertThat(missed("a", 1, NOON.plusSeconds(60))).containsExactly("b=null");
    assertThat(fixture.get("/internal/sync/missed?source=2&before=yesterday&limit=5").statusCode())
        .isEqualTo(400);
    assertThat(fixture.get("/internal/sync/missed?source=2&limit=0&before=" + NOON).statusCode())
        .isEqualTo(400);
  }

  @SuppressWarnings("unchecked")
  private List<String> missed(String after, int limit, Instant before) {
    HttpResponse<String> answer =
        fixture.get(
            "/internal/sync/missed?source=2&after=%s&limit=%d&before=%s"
                .formatted(after, limit, before));
    return ((List<Map<String, Object>>) Fixture.parse(answer.body()).get("names"))
        .stream().map(each -> each.get("name") + "=" + each.get("etag")).toList();
  }
}
