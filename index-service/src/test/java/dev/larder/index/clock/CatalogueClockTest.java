package dev.larder.index.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.database.Database;
import dev.larder.index.outbox.About;
import dev.larder.index.outbox.Author;
import dev.larder.index.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogueClockTest {
  private static final int WRITERS = 8;
  private static final int CHANGES = 40;
  private static final About ABOUT =
      About.catalogue("edit-repo", 1, 0, List.of("repo:1"), new Author("admin", null, null));

  private Fixture fixture;
  private Database database;
  private Outbox outbox;

  @BeforeEach
  void open() {
    fixture = Fixture.open();
    database = fixture.bean(Database.class);
    outbox = fixture.bean(Outbox.class);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void eightWritersCommitInTheOrderOfTheirSerialsAndInstants() throws Exception {
    AtomicBoolean writing = new AtomicBoolean(true);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var gaps = threads.submit(() -> serialsThatWereSeenOutOfOrder(writing));
      List<Callable<Boolean>> writers =
          IntStream.range(0, WRITERS).<Callable<Boolean>>mapToObj(i -> this::write).toList();
      for (var writer : threads.invokeAll(writers)) {
        assertThat(writer.get()).isTrue();
      }
      writing.set(false);
      assertThat(gaps.get()).isEmpty();
    }
    assertThat(
            fixture.query("select serial from change order by instant").stream().map(Long::valueOf))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, 1 + WRITERS * CHANGES).boxed().toList());
    assertThat(fixture.query("select count(distinct instant) from change"))
        .containsExactly(String.valueOf(1 + WRITERS * CHANGES));
  }

  private boolean write() {
    for (int i = 0; i < CHANGES; i++) {
      database.write(() -> outbox.begin(ABOUT));
    }
    return true;
  }

  /** Whenever a serial can be seen, so can every one below it. */
  private List<String> serialsThatWereSeenOutOfOrder(AtomicBoolean writing) {
    List<String> wrong = new ArrayList<>();
    while (writing.get()) {
      wrong.addAll(fixture.query("select max(serial) from change having max(serial) <> count(*)"));
    }
    return wrong;
  }

  @Test
  void aChangeThatIsRolledBackLeavesNoGap() {
    long before = fixture.serial();
    database.writeIf(
        () -> {
          outbox.begin(ABOUT);
          return Optional.empty();
        });
    Stamp next = database.write(() -> outbox.begin(ABOUT));
    assertThat(next.serial()).isEqualTo(before + 1);
  }

  @Test
  void aClockThatStandsInTheFutureGoesOnByMicroseconds() {
    fixture.execute("update clock set instant = now() + interval '1 hour'");
    Stamp first = database.write(() -> outbox.begin(ABOUT));
    Stamp second = database.write(() -> outbox.begin(ABOUT));
    assertThat(second.instant()).isEqualTo(first.instant().plusNanos(1000));
  }
}
