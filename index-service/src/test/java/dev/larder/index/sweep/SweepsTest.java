package dev.larder.index.sweep;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a finished sync is worth to pages. */
class SweepsTest {
  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = Fixture.with(Map.of("larder.look-every", "0s"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aNameThatASyncDidntFindIsntThereAndNobodyIsAsked() {
    swept(Instant.now());
    assertThat(fixture.get("/main/2021-01-01/simple/ghost/").statusCode()).isEqualTo(404);
    assertThat(fixture.get("/simple/ghost/").statusCode()).isEqualTo(404);
    assertThat(fixture.sync.questions("pypi", "ghost")).isEmpty();
    assertThat(fixture.query("select name from project where name = 'ghost'")).isEmpty();
  }

  @Test
  void whatASyncKnowsAgesAsALookDoes() {
    swept(Instant.now().minus(Duration.ofMinutes(11)));
    assertThat(fixture.get("/simple/ghost/").statusCode()).isEqualTo(404);
    assertThat(fixture.sync.questions("pypi", "ghost")).hasSize(1);
  }

  @Test
  void aProjectThatDidntChangeIsAsFreshAsTheSync() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file("demo-1.0.tar.gz")));
    assertThat(fixture.get("/simple/demo/").statusCode()).isEqualTo(200);
    fixture.later(Duration.ofHours(1));
    swept(Instant.now());
    assertThat(fixture.get("/simple/demo/").statusCode()).isEqualTo(200);
    assertThat(fixture.get("/" + Instant.now().minusSeconds(60) + "/simple/demo/").statusCode())
        .isEqualTo(200);
    assertThat(fixture.sync.questions("pypi", "demo")).hasSize(1);
  }

  @Test
  void aNameThatFailedInASyncIsAskedFor() {
    swept(Instant.now());
    unswept("broken", null);
    unswept("late", Instant.parse("2022-01-01T00:00:00Z"));
    fixture.get("/main/2021-01-01/simple/broken/");
    fixture.get("/main/2021-01-01/simple/late/");
    fixture.get("/main/2023-01-01/simple/late/");
    assertThat(fixture.sync.questions("pypi", "broken")).hasSize(1);
    assertThat(fixture.sync.questions("pypi", "late")).hasSize(1);
  }

  @Test
  void aFileThatASyncDidntSeeIsntVisibleBeforeItWhateverItsUploadTime() {
    Instant sync = Instant.now().truncatedTo(ChronoUnit.MICROS);
    swept(sync.minus(Duration.ofMinutes(11)));
    assertThat(fixture.get("/main/2021-01-01/simple/late/").statusCode()).isEqualTo(404);
    fixture.sync.answer("pypi", "late", page("\"1\"", file("late-1.0.tar.gz")));
    assertThat(fixture.get("/simple/late/").statusCode()).isEqualTo(200);
    assertThat(fixture.get("/main/2021-01-01/simple/late/").statusCode()).isEqualTo(404);
    assertThat(fixture.get("/main/" + sync + "/simple/late/").statusCode()).isEqualTo(404);
  }

  @Test
  void aRootPageOfThePastIsThereUpToTheSyncsBegin() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file("demo-1.0.tar.gz")));
    fixture.sync.answer(
        "pypi",
        "new",
        page("\"1\"", file("new-1.0.tar.gz").with("uploadTime", "2022-01-02T03:04:05Z")));
    fixture.get("/simple/demo/");
    fixture.get("/simple/new/");
    swept(Instant.parse("2023-01-01T00:00:00Z"));
    assertThat(names("2019-01-01")).isEmpty();
    assertThat(names("2021-01-01")).containsExactly("demo");
    assertThat(names("2023-01-01")).containsExactly("demo", "new");
    HttpResponse<String> later = fixture.get("/2023-01-02/simple/");
    assertThat(later.statusCode()).isEqualTo(404);
    assertThat(later.body())
        .contains("needs a finished sync of source 'pypi'")
        .contains("lists are there up to 2023-01-01T00:00:00Z (and 2023-01-01)");
  }

  @Test
  void aNameThatFailedForTooLongIsLeftOutOfTheRootPagesOfThatTimeForEver() {
    fixture.sync.answer("pypi", "demo", page("\"1\"", file("demo-1.0.tar.gz")));
    fixture.get("/simple/demo/");
    swept(Instant.parse("2023-01-01T00:00:00Z"));
    fixture.execute(
        "insert into root_gap (source, name, after, until)"
            + " values (2, 'demo', '2021-06-01 00:00Z', '2022-01-01 00:00Z')");
    assertThat(names("2021-06-01")).containsExactly("demo");
    assertThat(names("2021-06-02")).isEmpty();
    assertThat(names("2022-01-01")).isEmpty();
    assertThat(names("2022-01-02")).containsExactly("demo");
    assertThat(names("latest")).containsExactly("demo");
  }

  private void swept(Instant at) {
    fixture.execute(
        "insert into sweep (source, run, generation, looked_at, covered_until)"
            + " values (2, '%s', 1, '%s', '%s')".formatted(UUID.randomUUID(), at, at));
  }

  private void unswept(String name, Instant lookedAt) {
    fixture.execute(
        "insert into unswept (source, name, looked_at, failing_since) values (2, '%s', %s, now())"
            .formatted(name, lookedAt == null ? "null" : "'" + lookedAt + "'"));
  }

  @SuppressWarnings("unchecked")
  private List<Object> names(String snapshot) {
    return ((List<Map<String, Object>>) fixture.json("/" + snapshot + "/simple/").get("projects"))
        .stream().map(project -> project.get("name")).toList();
  }
}
