package dev.larder.index.batch;

import static dev.larder.index.ListedFiles.file;
import static dev.larder.index.batch.BatchFixture.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.index.Fixture;
import dev.larder.index.ListedFiles;
import dev.larder.index.memory.Memory;
import dev.larder.memory.ByteBudget;
import dev.larder.messaging.Batch;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches whose projects change, or whose service dies, while they are applied. */
class BatchRacesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static final String WAITING =
      "select pid from pg_stat_activity where wait_event_type = 'Lock'"
          + " and datname = current_database()";

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

  @Test
  void aBatchWhoseServiceDiesLeavesNothingAndIsTakenWholeTheNextTime() throws Exception {
    Batch batch =
        batches.put(
            NOON,
            List.of(
                page("demo", 7L, file("demo-1.0.tar.gz")),
                page("other", 7L, file("other-1.0.tar.gz"))));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection holder =
            DriverManager.getConnection(fixture.jdbcUrl(), "postgres", "postgres")) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("select serial from clock for update");
      Future<?> dying = threads.submit(() -> fixture.bean(Batches.class).apply(batch));
      Fixture.waitUntil(() -> fixture.query(WAITING).size() == 1);
      fixture.query("select pg_terminate_backend(pid) from (" + WAITING + ") w");
      assertThatThrownBy(dying::get).isNotNull();
      holder.rollback();
    }
    assertThat(fixture.query("select name from project")).isEmpty();
    fixture.bean(Batches.class).apply(batch);
    assertThat(fixture.query("select filename from file order by 1"))
        .containsExactly("demo-1.0.tar.gz", "other-1.0.tar.gz");
  }

  @Test
  void aPageThatIsLargerThanThereIsRoomForNowWaitsForItWithNothingInHand() throws Exception {
    Memory memory = fixture.bean(Memory.class);
    ListedFiles[] files =
        IntStream.range(0, 4_000)
            .mapToObj(i -> file("demo-1.%d.tar.gz".formatted(i)).with("url", "x".repeat(500)))
            .toArray(ListedFiles[]::new);
    Batch batch = batches.put(NOON, List.of(page("demo", 7L, files)));
    Thread applying;
    try (ByteBudget.Share others = memory.take(memory.bytes() / 4 - (16 << 20), "batches")) {
      applying = Thread.ofPlatform().start(() -> fixture.bean(Batches.class).apply(batch));
      Fixture.waitUntil(() -> !applying.isAlive() || isWaitingForRoom(applying));
      assertThat(memory.used()).isEqualTo(others.bytes());
    }
    applying.join();
    assertThat(fixture.files("demo")).hasSize(4_000);
  }

  private static boolean isWaitingForRoom(Thread thread) {
    List<String> frames =
        Stream.of(thread.getStackTrace()).map(StackTraceElement::toString).toList();
    return frames.stream().anyMatch(frame -> frame.contains("ByteBudget.take"))
        && frames.stream().anyMatch(frame -> frame.contains("awaitNanos"));
  }

  @Test
  void aProjectThatChangesAfterItWasDecidedIsDecidedAgain() throws Exception {
    Batch batch =
        batches.put(
            NOON,
            List.of(
                page("demo", 7L, file("demo-1.0.tar.gz"), file("demo-1.1.tar.gz")),
                page("other", 7L, file("other-1.0.tar.gz"))));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection holder =
            DriverManager.getConnection(fixture.jdbcUrl(), "postgres", "postgres")) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("select serial from clock for update");
      Future<?> waiting = threads.submit(() -> fixture.bean(Batches.class).apply(batch));
      Fixture.waitUntil(() -> fixture.query(WAITING).size() == 1);
      holder
          .createStatement()
          .execute(
              "insert into project (source, name, display_name, looked_at, look_found)"
                  + " values (2, 'demo', 'demo', '2026-03-01T11:00:00Z', false)");
      holder.commit();
      waiting.get();
    }
    assertThat(fixture.query("select count(*) from file")).containsExactly("3");
    assertThat(
            fixture.query("select count(*) from project where looked_at = '2026-03-01T12:00:00Z'"))
        .containsExactly("2");
  }

  @Test
  void singleLooksAndBatchesOfTheSameProjectsAtOnceLeaveEachFileOnce() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 10; round++) {
        Instant at = NOON.plusSeconds(round * 10L);
        String version = round + ".0.tar.gz";
        Map<String, Object> a = page("a", 10L + round, file("a-1.tar.gz"), file("a-" + version));
        Map<String, Object> b = page("b", 10L + round, file("b-1.tar.gz"), file("b-" + version));
        List<Future<?>> all =
            List.of(
                threads.submit(() -> batches.apply(at, a, b)),
                threads.submit(() -> batches.apply(at.plusSeconds(1), b, a)),
                threads.submit(() -> batches.look(at.plusSeconds(2), List.of(a, b))));
        for (Future<?> each : all) {
          each.get();
        }
      }
    }
    assertThat(
            fixture.query(
                "select filename from file where visible_to is null group by filename"
                    + " having count(*) > 1"))
        .isEmpty();
    assertThat(fixture.query("select distinct look_serial from project")).containsExactly("19");
    assertThat(fixture.query("select count(*) from file where filename like '%-9.0.tar.gz'"))
        .containsExactly("2");
  }
}
