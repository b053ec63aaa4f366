package dev.larder.index.page;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A page that isn't there says why, and what works instead. */
class NotFoundReasonTest {
  private static final Pattern WORKS =
      Pattern.compile("(oldest|newest) (?:date|instant) that works is (\\S+)");
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.with(Map.of("larder.look-every", "0s"));
    fixture.sync.answer(
        "pypi", "undated", page("\"1\"", file("undated-1.0.tar.gz").with("uploadTime", null)));
    fixture.sync.answer("pypi", "six", page("\"1\"", file("six-1.0.tar.gz")));
    fixture.publish("corp-1.0.tar.gz", "corp", "x");
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static String absent(String path, String... headers) {
    HttpResponse<String> answer = fixture.get(path, headers);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
    return answer.body();
  }

  /** What the line says to work, which works. */
  private static String working(String line, String before, String after) {
    Matcher works = WORKS.matcher(line);
    assertThat(works.find()).as(line).isTrue();
    String path = before + works.group(2) + after;
    assertThat(fixture.get(path).statusCode()).as(path).isEqualTo(200);
    return works.group(1);
  }

  @Test
  void aDateBeforeTheFirstUploadNamesTheOldestThatWorks() {
    String line = absent("/2019-12-01/simple/six/");
    assertThat(line)
        .isEqualTo(
            "No project six in repository main at 2019-12-01T00:00:00Z: it is there since"
                + " 2020-01-02T03:04:05Z; the oldest date that works is 2020-01-03\n");
    working(line, "/", "/simple/six/");
  }

  @Test
  void anUpstreamWithoutUploadTimesIsSaidToBeTheReason() {
    String line = absent("/2019-12-01/simple/undated/");
    assertThat(line)
        .contains("when it was first seen, for its upstream doesn't say when files were uploaded");
    working(line, "/", "/simple/undated/");
  }

  @Test
  void aRepositoryThatGotItsSourceLaterSaysSo() {
    fixture.done(201, "POST", "/repos", Map.of("name", "young"));
    long empty = fixture.serial();
    assertThat(absent("/young/" + empty + "/simple/corp/")).doesNotContain("works");
    assertThat(fixture.done(200, "GET", "/urls?repo=young&snapshot=" + empty, null).get("warning"))
        .isEqualTo("it shows nothing: repository 'young' had no sources then");
    fixture.done(200, "POST", "/repos/young/sources", Map.of("source", "private"));
    String line = absent("/young/" + empty + "/simple/corp/");
    assertThat(line).contains("when the repository got its source");
    working(line, "/young/", "/simple/corp/");
    String root = absent("/young/" + empty + "/simple/");
    assertThat(root).contains("had no sources at").doesNotContain("subscribe");
    working(root, "/young/", "/simple/");
    assertThat(fixture.done(200, "GET", "/urls?repo=young&snapshot=latest", null).get("warning"))
        .isNull();
    assertThat(
            (String)
                fixture
                    .done(200, "GET", "/urls?repo=young&snapshot=2019-01-01", null)
                    .get("warning"))
        .startsWith("it shows nothing: its sources have their first package since");
  }

  @Test
  void whatWasThereUntilItsSourceWasTakenAwayNamesTheNewestThatWorks() {
    fixture.done(201, "POST", "/repos", Map.of("name", "former"));
    fixture.done(200, "POST", "/repos/former/sources", Map.of("source", "private"));
    assertThat(fixture.call("DELETE", "/repos/former/sources/private", null).statusCode())
        .isBetween(200, 204);
    String line = absent("/former/" + fixture.serial() + "/simple/corp/");
    assertThat(line).contains("it was there until");
    assertThat(working(line, "/former/", "/simple/corp/")).isEqualTo("newest");
  }

  @Test
  void aClaimIsNamedToWhoMaySeeItsSourceAndToNobodyElse() {
    fixture.done(201, "POST", "/sources/private/claims", Map.of("name", "claimed-*"));
    assertThat(absent("/simple/claimed-x/", Fixture.CALLER, Fixture.ADMIN))
        .isEqualTo(
            "No project claimed-x in repository main: its name is claimed by 'private' (as 'claimed-*')\n");
    assertThat(absent("/simple/claimed-x/")).isEqualTo("No project claimed-x in repository main\n");
    assertThat(List.of(absent("/2021-01-01/simple/claimed-x/")))
        .noneMatch(line -> line.contains("private"));
  }
}
