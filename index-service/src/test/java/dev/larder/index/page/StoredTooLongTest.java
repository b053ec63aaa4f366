package dev.larder.index.page;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import dev.larder.packaging.FieldLimit;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was stored before its field had a limit is cut, or not told, wherever it is read. */
class StoredTooLongTest {
  private static final String FILE = "demo-1.0-py3-none-any.whl";
  private static final String FURTHER = "demo-1.1-py3-none-any.whl";
  private static final int LONG = 900_000;
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
    fixture.sync.answer(
        "pypi",
        "demo",
        page(
            "\"1\"",
            file(FILE).with("yanked", true),
            file(FURTHER).with("provenance", "https://upstream.example/p"),
            file("demo-1.2.tar.gz"),
            file("demo-1.3.tar.gz")));
    assertThat(fixture.files("demo")).hasSize(4);
    fixture.execute(
        ("update file set requires_python = repeat('>', %1$d), yanked_reason = repeat('é', %1$d),"
                + " provenance = 'https://' || repeat('p', %1$d) where filename like 'demo-1._-%%'")
            .formatted(LONG));
    fixture.execute(
        "update file set upstream_url = 'https://' || repeat('u', %d) where filename = 'demo-1.2.tar.gz'"
            .formatted(LONG));
    fixture.execute(
        "update file set filename = 'demo-1.3' || repeat('0', %d) || '.tar.gz' where filename = 'demo-1.3.tar.gz'"
            .formatted(LONG));
    fixture.execute(
        ("insert into project_state (project, serial, instant, status, reason)"
                + " select id, last_serial, '2020-01-01', 'archived', repeat('r', %d) from project")
            .formatted(LONG));
    fixture.execute(
        "update change set comment = repeat('c', %1$d), subject = repeat('s', %1$d)"
            .formatted(LONG));
    fixture.execute("update project set look_etag = repeat('e', %d)".formatted(LONG));
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Test
  void aReasonLosesItsEndInWholeCharacters() {
    String reason = (String) fixture.files("demo").get(FILE).get("yanked");
    assertThat(reason).isEqualTo("é".repeat(FieldLimit.YANKED_REASON.bytes() / 2));
    assertThat(fixture.json("/simple/demo/").get("project-status"))
        .isEqualTo(
            Map.of("status", "archived", "reason", "r".repeat(FieldLimit.STATUS_REASON.bytes())));
  }

  @Test
  void halfASpecifierAndHalfAUrlWouldLie() {
    assertThat(fixture.files("demo").get(FURTHER))
        .doesNotContainKeys("requires-python", "provenance");
  }

  @Test
  void aFileWhoseNameOrUrlIsTooLongIsNotListed() {
    assertThat(fixture.files("demo")).containsOnlyKeys(FILE, FURTHER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/simple/demo/",
        "/2021-01-01/simple/demo/",
        "/simple/",
        "/pypi/demo/json",
        "/pypi/demo/1.0/json",
        "/2021-01-01/pypi/demo/json",
        "/__api__/v1/log",
        "/__api__/v1/packages/demo",
        "/__api__/v1/sources/pypi/packages"
      })
  void noAnswerIsLong(String path) {
    HttpResponse<byte[]> answer = fixture.bytes(path, Fixture.CALLER, Fixture.ADMIN);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).hasSizeLessThan(100_000);
  }

  @Test
  void theChangelogIsNotLongEither() {
    HttpResponse<String> changes =
        fixture.postXml(
            "/pypi",
            "<methodCall><methodName>changelog_since_serial</methodName><params><param>"
                + "<value><int>0</int></value></param></params></methodCall>");
    assertThat(changes.statusCode()).isEqualTo(200);
    assertThat(changes.body()).contains("demo").hasSizeLessThan(10_000);
  }
}
