package dev.larder.index.describe;

import static dev.larder.index.ListedFiles.file;
import static dev.larder.index.batch.BatchFixture.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.index.batch.BatchFixture;
import dev.larder.index.batch.Batches;
import dev.larder.index.clock.CatalogueClock;
import dev.larder.index.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In which order projects are read. */
class BacklogTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Fixture fixture;
  private BatchFixture batches;
  private long nanoseconds;

  @BeforeEach
  void open() {
    fixture = Fixture.with(Map.of("larder.freshness", "3650d"));
    batches = new BatchFixture(fixture);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Backlog backlog() {
    return new Backlog(
        fixture.bean(Database.class),
        fixture.bean(CatalogueClock.class),
        fixture.bean(DueProjects.class),
        () -> nanoseconds);
  }

  private static List<String> names(List<DueProject> due) {
    return due.stream().map(DueProject::name).toList();
  }

  private void read(List<DueProject> due) {
    due.forEach(each -> fixture.bean(Readings.class).keep(each, new Reading.Silent()));
  }

  private void later(Duration time) {
    nanoseconds += time.toNanos();
  }

  @Test
  void whatASyncBroughtComesInTheOrderOfIds() {
    batches.apply(
        NOON,
        page("one", 1L, file("one-1.0.tar.gz")),
        page("two", 2L, file("two-1.0.tar.gz")),
        page("none", 3L));
    Backlog backlog = backlog();
    List<DueProject> due = backlog.next();
    assertThat(names(due)).containsExactly("one", "two");
    read(due);
    assertThat(backlog.next()).isEmpty();
    assertThat(backlog().next()).isEmpty();
  }

  @Test
  void aNewFileInALaterSyncMakesItsProjectDueAgain() {
    batches.apply(
        NOON, page("one", 1L, file("one-1.0.tar.gz")), page("two", 2L, file("two-1.0.tar.gz")));
    Backlog backlog = backlog();
    read(backlog.next());
    assertThat(backlog.next()).isEmpty();
    batches.apply(
        NOON.plusSeconds(60),
        page("one", 1L, file("one-1.0.tar.gz")),
        page("two", 3L, file("two-1.0.tar.gz"), file("two-1.1.tar.gz")));
    assertThat(backlog.next()).isEmpty();
    later(Duration.ofMinutes(1));
    assertThat(names(backlog.next())).containsExactly("two");
  }

  @Test
  void whatSomebodyUploadsOrAsksForGoesBeforeTheRest() {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (int i = 0; i < 3 * Backlog.BATCH; i++) {
      lines.add(page("p" + i, 1L, file("p" + i + "-1.0.tar.gz")));
    }
    fixture.bean(Batches.class).apply(batches.put(NOON, lines));
    Backlog backlog = backlog();
    assertThat(backlog.next()).hasSize(Backlog.BATCH);
    fixture.publish("own-1.0.tar.gz", "own", "x");
    assertThat(names(backlog.next())).containsExactly("own");
    assertThat(names(backlog.next())).hasSize(Backlog.BATCH).doesNotContain("own");
  }

  @Test
  void whatFailedIsDueAgainWhenItsTimeHasComeAndGivenUpUntilItsPageChanges() {
    batches.apply(NOON, page("one", 1L, file("one-1.0.tar.gz")));
    for (int tries = 1; tries <= Readings.TRIES; tries++) {
      List<DueProject> due = backlog().next();
      assertThat(due).as("try %d", tries).hasSize(1);
      fixture.bean(Readings.class).keep(due.getFirst(), new Reading.Failed("away"));
      assertThat(backlog().next()).isEmpty();
      assertThat(fixture.query("select tries from metadata_reading")).containsExactly("" + tries);
      fixture.execute(
          "update metadata_reading set retry_at = retry_at - (retry_at - clock_timestamp())");
    }
    assertThat(backlog().next()).isEmpty();
    batches.apply(
        NOON.plusSeconds(60), page("one", 2L, file("one-1.0.tar.gz"), file("one-1.1.tar.gz")));
    assertThat(backlog().next()).singleElement().extracting(DueProject::tries).isEqualTo(0);
  }

  @Test
  void whatNoRepositoryShowsIsDueOnceOneDoes() {
    fixture.done(200, "DELETE", "/repos/main/sources/pypi", null);
    batches.apply(NOON, page("one", 1L, file("one-1.0.tar.gz")));
    Backlog backlog = backlog();
    assertThat(backlog.next()).isEmpty();
    fixture.done(200, "POST", "/repos/main/sources", Map.of("source", "pypi"));
    later(Duration.ofHours(1));
    assertThat(names(backlog.next())).containsExactly("one");
  }
}
