package dev.larder.index.look;

import static dev.larder.index.FakeSync.missing;
import static dev.larder.index.FakeSync.page;
import static dev.larder.index.FakeSync.unchanged;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.ListedFiles;
import dev.larder.index.database.Database;
import dev.larder.index.file.Weight;
import dev.larder.index.memory.Memory;
import dev.larder.index.source.Source;
import dev.larder.index.source.Sources;
import dev.larder.packaging.ProjectName;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObservationsTest {
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
                "20s",
                "larder.patience",
                "30s"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aFileThatVanishedStaysUntilASecondLookMissesItToo() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL), file("demo-0.9.tar.gz")));
    fixture.files("demo");
    fixture.sync.answer("pypi", "demo", page("\"2\"", file(WHEEL)));
    fixture.later(STALE);
    assertThat(fixture.files("demo")).hasSize(2);
    fixture.sync.answer("pypi", "demo", unchanged());
    fixture.later(STALE);
    assertThat(fixture.files("demo")).containsOnlyKeys(WHEEL);
  }

  @Test
  void aProjectThatVanishedLeavesAnEmptyPageThatHidesLaterSources() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    fixture.files("demo");
    fixture.sync.answer("pypi", "demo", missing());
    fixture.sync.answer("pypi-2", "demo", page("\"1\"", file("demo-99.0.tar.gz")));
    fixture.later(STALE);
    assertThat(fixture.files("demo")).hasSize(1);
    fixture.later(STALE);
    assertThat(fixture.files("demo")).isEmpty();
    assertThat(fixture.sync.questions("pypi-2", "demo")).isEmpty();
  }

  @Test
  void aYankAndItsUndoingAreShown() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    fixture.files("demo");
    fixture.sync.answer(
        "pypi",
        "demo",
        page("\"2\"", file(WHEEL).with("yanked", true).with("yankedReason", "bad")));
    fixture.later(STALE);
    assertThat(fixture.files("demo").get(WHEEL)).containsEntry("yanked", "bad");
    fixture.sync.answer("pypi", "demo", page("\"3\"", file(WHEEL)));
    fixture.later(STALE);
    assertThat(fixture.files("demo").get(WHEEL)).containsEntry("yanked", false);
    assertThat(fixture.query("select yanked::text from file_state order by serial"))
        .containsExactly("true", "false");
  }

  @Test
  void otherBytesOfTheSameNameReplaceTheOldFile() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    fixture.files("demo");
    String other = Fixture.sha256("other");
    fixture.sync.answer("pypi", "demo", page("\"2\"", file(WHEEL).with("sha256", other)));
    fixture.later(STALE);
    assertThat(fixture.files("demo").get(WHEEL)).containsEntry("hashes", Map.of("sha256", other));
    assertThat(
            fixture.query(
                "select 1 from file a join file b on a.visible_to = b.visible_from"
                    + " and a.to_serial = b.from_serial"))
        .hasSize(1);
  }

  @Test
  void aBackDatedFileShowsWhenItBecameVisible() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    fixture.files("demo");
    fixture.sync.answer("pypi", "demo", page("\"2\"", file(WHEEL), file("demo-0.1.tar.gz")));
    fixture.later(STALE);
    Instant shown =
        Instant.parse((String) fixture.files("demo").get("demo-0.1.tar.gz").get("upload-time"));
    assertThat(shown).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(fixture.files("demo").get(WHEEL))
        .containsEntry("upload-time", "2020-01-02T03:04:05Z");
  }

  @Test
  void whateverAnUpstreamWritesIsKeptAsItIs() {
    String reason = "back\\slash\ttab\nline \\N 'quote' \"x\" é";
    fixture.sync.answer(
        "pypi",
        "demo",
        page("\"1\"", file(WHEEL).with("yanked", true).with("yankedReason", reason + "\0")));
    assertThat(fixture.files("demo").get(WHEEL)).containsEntry("yanked", reason);
  }

  @Test
  void aProjectOfThousandsOfFilesComesInWhole() {
    fixture.sync.answer(
        "pypi",
        "demo",
        page(
            "\"1\"",
            IntStream.range(0, 5000)
                .mapToObj(i -> file("demo-0." + i + ".tar.gz"))
                .toArray(ListedFiles[]::new)));
    assertThat(fixture.files("demo")).hasSize(5000);
    assertThat(fixture.serial()).isEqualTo(2);
  }

  @Test
  void aLookThatCameTooLateIsDroppedWhole() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file(WHEEL)));
    fixture.files("demo");
    assertThat(apply(Instant.parse("2020-01-01T00:00:00Z"), null))
        .isEqualTo(new Observations.Dropped());
    assertThat(fixture.files("demo")).containsOnlyKeys(WHEEL);
  }

  @Test
  void aLookWithALowerSerialIsDroppedWhole() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    assertThat(apply(now, 20L)).isInstanceOf(Observations.Applied.class);
    assertThat(apply(now.plusSeconds(1), 19L)).isEqualTo(new Observations.Dropped());
    assertThat(apply(now.plusSeconds(1), 20L)).isEqualTo(new Observations.Applied(0));
  }

  @Test
  void anUpstreamThatStaysAtALowerSerialIsBelievedInTheEnd() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    apply(now, 20L);
    Duration half = Duration.ofMinutes(30);
    assertThat(apply(now.plusSeconds(1), 19L)).isEqualTo(new Observations.Dropped());
    assertThat(apply(now.plusSeconds(2), 19L)).isEqualTo(new Observations.Dropped());
    assertThat(apply(now.plus(half), 19L)).isEqualTo(new Observations.Dropped());
    assertThat(apply(now.plus(half).plusSeconds(1), 19L)).isEqualTo(new Observations.Applied(0));
    assertThat(apply(now.plus(half).plusSeconds(2), 19L)).isEqualTo(new Observations.Applied(0));
  }

  @Test
  void aCopyThatIsStaleNowAndThenNeverWins() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    apply(now, 20L);
    for (int hour = 1; hour < 5; hour++) {
      Instant then = now.plus(Duration.ofHours(hour));
      assertThat(apply(then, 19L)).isEqualTo(new Observations.Dropped());
      assertThat(apply(then.plusSeconds(1), 20L)).isEqualTo(new Observations.Applied(0));
    }
  }

  @Test
  void aSerialThatLeapsBeyondAllThatTheUpstreamHasSaidFreezesNothing() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    for (long absurd : new long[] {Long.MAX_VALUE, 1L << 53, 1_000_000_000_000L}) {
      assertThat(apply(now, 21L)).isInstanceOf(Observations.Applied.class);
      assertThat(apply(now.plusSeconds(1), absurd)).isEqualTo(new Observations.Applied(0));
      assertThat(fixture.query("select what from left_out")).containsExactly("serial");
      assertThat(apply(now.plusSeconds(2), 21L)).isEqualTo(new Observations.Applied(0));
      assertThat(fixture.query("select what from left_out")).isEmpty();
      now = now.plusSeconds(3);
    }
  }

  @Test
  void aProjectsOldSerialMakesItsIndexesNewestNoLessBelieved() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    apply(now, 5L);
    apply(now.plusSeconds(1), 40_000_000L);
    assertThat(fixture.query("select look_serial from project where name = 'demo'"))
        .containsExactly("40000000");
    assertThat(fixture.query("select what from left_out")).isEmpty();
  }

  @Test
  void aProjectThatAnAbsurdSerialHasFrozenHealsAlsoWhereNothingElseIsKnown() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    apply(now, (1L << 53) - 1);
    apply(now.plusSeconds(1), 20L);
    apply(now.plusSeconds(2), 20L);
    assertThat(apply(now.plus(Duration.ofHours(1)), 20L)).isEqualTo(new Observations.Applied(0));
    assertThat(fixture.query("select look_serial from project where name = 'demo'"))
        .containsExactly("20");
  }

  @Test
  void whatAProjectGotSinceItWasAskedAboutTakesMemoryToo() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    apply(now, 20L);
    Memory memory = fixture.bean(Memory.class);
    try (LookMemory held = new LookMemory(memory, "pypi", Weight.NONE, 0)) {
      held.within(InputStream.nullInputStream(), 0);
      long before = memory.used();
      apply(now.plusSeconds(1), 20L, held);
      assertThat(memory.used() - before).isGreaterThan(2_000);
    }
    assertThat(memory.used()).isZero();
  }

  @Test
  void oneObservationAppliedByManyAtOnceChangesTheCatalogueOnce() throws Exception {
    long serial = fixture.serial();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes =
          IntStream.range(0, 8).mapToObj(i -> threads.submit(() -> apply(now, null))).toList();
      for (var outcome : outcomes) {
        outcome.get();
      }
    }
    assertThat(fixture.serial()).isEqualTo(serial + 1);
    assertThat(fixture.query("select filename from file")).hasSize(1);
  }

  private Observations.Outcome apply(Instant lookedAt, Long serial) {
    return apply(
        lookedAt, serial, new LookMemory(fixture.bean(Memory.class), "pypi", Weight.NONE, 0));
  }

  private Observations.Outcome apply(Instant lookedAt, Long serial, LookMemory memory) {
    Source pypi =
        fixture
            .bean(Database.class)
            .read(() -> fixture.bean(Sources.class).named("pypi"))
            .orElseThrow();
    ListedFile late =
        new ListedFile(
            "demo-9.tar.gz",
            "https://files.example/demo-9.tar.gz",
            Fixture.sha256("late"),
            1L,
            null,
            false,
            null,
            null,
            false,
            null,
            null,
            null,
            null);
    return fixture
        .bean(Observations.class)
        .apply(
            pypi,
            ProjectName.of("demo"),
            lookedAt,
            new Observation.Page(null, serial, Optional.empty(), List.of(late), List.of()),
            Set.of(),
            memory);
  }
}
