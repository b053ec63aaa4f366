package dev.larder.index.snapshot;

import static dev.larder.index.FakeSync.busy;
import static dev.larder.index.FakeSync.failed;
import static dev.larder.index.FakeSync.missing;
import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots as their URLs name them, and what may be kept of them. */
class SnapshotTest {
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.with(Map.of("larder.look-every", "0s"));
    fixture.publish("demo-1.0.tar.gz", "demo", "x");
    fixture.sync.answer("pypi", "old", page("\"1\"", file("old-1.0.tar.gz")));
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/main/%s/simple/demo/", "/%s/simple/demo/"})
  void aPastPageMayBeKeptForEverAndTheLatestIsAskedForAgain(String form) {
    String past = Instant.now().toString();
    assertThat(header(form.formatted(past), "Cache-Control"))
        .isEqualTo("public, max-age=31536000, immutable");
    assertThat(header(form.formatted("latest"), "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(form.formatted("2019-03-01"), "Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void aFutureDateNamesTheNewest() {
    String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
    HttpResponse<String> response = fixture.get("/main/" + tomorrow + "/simple/demo/");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body())
        .isEqualTo(
            "Snapshot %s is in the future; the newest is %s%n"
                .formatted(tomorrow, LocalDate.now(ZoneOffset.UTC)));
    assertThat(fixture.get("/main/2999-01-01T00:00:00Z/simple/demo/").body())
        .startsWith("Snapshot 2999-01-01T00:00:00Z is in the future; the newest is 2");
    assertThat(fixture.get("/main/99999/simple/demo/").body())
        .isEqualTo("There is no change 99999 yet; the newest is %d%n".formatted(fixture.serial()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2019-02-30", "2019-3-1", "0", "-1", "yesterday", "2019-03-01T25:00:00Z"})
  void whatIsNoSnapshotIsSaidToBeNone(String text) {
    HttpResponse<String> response = fixture.get("/main/" + text + "/simple/demo/");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body())
        .startsWith("'%s' is no snapshot: give 'latest', a date such as ".formatted(text));
  }

  @Test
  void aRepositoryInTheSnapshotsPlaceIsPointedOut() {
    assertThat(fixture.get("/main/simple/demo/").body())
        .isEqualTo("'main' is a repository: its index is at /main/latest/simple/\n");
  }

  @Test
  void aRepositoryIsPointedOutToNobodyWhoMayNotSeeIt() {
    fixture.done(201, "POST", "/repos", Map.of("name", "secret", "authenticated", true));
    assertThat(fixture.get("/secret/simple/demo/").body())
        .startsWith("'secret' is no snapshot")
        .doesNotContain("is a repository");
  }

  @Test
  void anInstantMayHaveAnOffsetAndAnEncodedColon() {
    assertThat(fixture.get("/main/2021-01-01T01%3A00%3A00%2B01:00/simple/old/").body())
        .contains("old-1.0.tar.gz");
    assertThat(fixture.get("/main/2020-01-02T03:04:04.999999Z/simple/old/").statusCode())
        .isEqualTo(404);
    assertThat(fixture.get("/main/2020-01-02T03:04:05Z/simple/old/").statusCode()).isEqualTo(200);
  }

  @Test
  void aSerialIsItsChangesInstant() {
    long before = fixture.serial();
    fixture.publish("serials-1.0.tar.gz", "serials", "x");
    long after = fixture.serial();
    assertThat(fixture.get("/main/" + before + "/simple/serials/").statusCode()).isEqualTo(404);
    assertThat(fixture.get("/main/" + after + "/simple/serials/").body())
        .contains("serials-1.0.tar.gz");
  }

  @Test
  void anInstantThatNoLookCoversIsAskedOfTheUpstreamOnce() {
    fixture.sync.answer("pypi", "asked", page("\"1\"", file("asked-1.0.tar.gz")));
    fixture.get("/main/2021-01-01/simple/asked/");
    fixture.get("/main/2022-01-01/simple/asked/");
    assertThat(fixture.sync.questions("pypi", "asked")).hasSize(1);
    String now = Instant.now().toString();
    fixture.get("/main/" + now + "/simple/asked/");
    fixture.get("/main/" + now + "/simple/asked/");
    assertThat(fixture.sync.questions("pypi", "asked")).hasSize(2);
  }

  @Test
  void anUpstreamsTroubleThatPassesIsSaidWithTheTimeToAskAgain() {
    fixture.sync.answer("pypi", "busy", busy(7));
    for (String path :
        List.of("/simple/busy/", "/pypi/busy/json", "/integrity/busy/1/busy-1.tar.gz/provenance")) {
      HttpResponse<String> response = fixture.get(path);
      assertThat(response.statusCode()).as(path).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).as(path).contains("7");
      assertThat(response.body()).as(path).contains("it is busy");
    }
    fixture.sync.answer("pypi", "odd", failed(418, "it is odd"));
    assertThat(fixture.get("/simple/odd/").statusCode()).isEqualTo(502);
  }

  @Test
  void anUpstreamThatCantBeAskedIsNoAnswerForAnInstantThoughItsPageIsKnown() {
    fixture.sync.answer("pypi", "away", page("\"1\"", file("away-1.0.tar.gz")));
    assertThat(fixture.get("/main/2021-01-01/simple/away/").statusCode()).isEqualTo(200);
    fixture.sync.answer("pypi", "away", failed(504, "it is away"));
    String now = Instant.now().toString();
    HttpResponse<String> response = fixture.get("/main/" + now + "/simple/away/");
    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(response.body()).contains("pypi");
    assertThat(fixture.get("/main/2021-01-01/simple/away/").statusCode()).isEqualTo(200);
  }

  @Test
  void aNoAtAnInstantIsWrittenDownSoThatLaterUploadTimesDontChangeIt() {
    fixture.sync.answer("pypi", "late", missing());
    assertThat(fixture.get("/main/2021-01-01/simple/late/").statusCode()).isEqualTo(404);
    fixture.sync.answer("pypi", "late", page("\"1\"", file("late-1.0.tar.gz")));
    String before = Instant.now().toString();
    assertThat(fixture.get("/main/" + before + "/simple/late/").statusCode()).isEqualTo(404);
    assertThat(fixture.get("/main/" + Instant.now() + "/simple/late/").statusCode()).isEqualTo(200);
    assertThat(fixture.get("/main/" + before + "/simple/late/").statusCode()).isEqualTo(404);
    assertThat(fixture.get("/main/2021-01-01/simple/late/").statusCode()).isEqualTo(404);
  }

  @Test
  void aListOfThePastNeedsMirrorsThatWereLookedAtWhole() {
    HttpResponse<String> response = fixture.get("/main/2021-01-01/simple/");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("needs a finished sync of source 'pypi'");
  }

  private static String header(String path, String name) {
    return fixture.get(path).headers().firstValue(name).orElse("");
  }
}
