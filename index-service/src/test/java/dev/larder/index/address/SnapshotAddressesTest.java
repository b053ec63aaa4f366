package dev.larder.index.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SnapshotAddressesTest {
  private static final String WHEEL = "tool-1.0-py3-none-any.whl";
  private static Fixture fixture;

  /** Changes 1 to 4; the last one is of another repository. */
  @BeforeAll
  static void open() {
    fixture = Fixture.open();
    fixture.publish(WHEEL, "tool", "x");
    fixture.publish("tool-2.0-py3-none-any.whl", "tool", "y");
    fixture.done(201, "POST", "/repos", Map.of("name", "other"));
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static String instantOf(long serial) {
    return Instant.ofEpochMilli(0)
        .plusNanos(
            1000
                * Long.parseLong(
                    fixture
                        .query(
                            "select (extract(epoch from instant) * 1000000)::bigint from change"
                                + " where serial = "
                                + serial)
                        .getFirst()))
        .toString();
  }

  private static Map<String, Object> created(String repo, String snapshot) {
    return fixture.done(200, "GET", "/urls?repo=" + repo + "&snapshot=" + snapshot, null);
  }

  private static List<Object> explained(String path) {
    Map<String, Object> explained = fixture.done(200, "GET", "/urls/explain?path=" + path, null);
    return Arrays.asList(
        explained.get("what"),
        explained.get("repo"),
        explained.get("snapshot"),
        explained.get("kind"),
        explained.get("changesSince"),
        explained.get("project"),
        explained.get("file"));
  }

  private static String notExplained(String path) {
    return fixture.refusal("GET", "/urls/explain?path=" + path, null);
  }

  @Test
  void theAddressOfEverySnapshotIsGiven() {
    assertThat(created("main", "2019-03-01"))
        .containsOnlyKeys("repo", "snapshot", "kind", "instant", "path", "warning")
        .containsAllEntriesOf(
            Map.of(
                "repo", "main",
                "snapshot", "2019-03-01",
                "kind", "date",
                "instant", "2019-03-01T00:00:00Z",
                "path", "/main/2019-03-01/simple/"))
        .containsEntry("warning", null);
    assertThat(created("main", "2019-03-01T12:00:00Z"))
        .containsEntry("kind", "instant")
        .containsEntry("instant", "2019-03-01T12:00:00Z")
        .containsEntry("path", "/main/2019-03-01T12:00:00Z/simple/");
    assertThat(created("main", "2"))
        .containsEntry("kind", "serial")
        .containsEntry("instant", instantOf(2))
        .containsEntry("path", "/main/2/simple/");
    assertThat(created("main", "latest"))
        .containsEntry("kind", "latest")
        .containsEntry("path", "/main/latest/simple/");
    assertThat(fixture.done(200, "GET", "/urls?snapshot=2", null))
        .containsEntry("repo", "main")
        .containsEntry("path", "/2/simple/");
  }

  @Test
  void aSnapshotThatCanNotBeIsRefusedWithTheNewestThatCan() {
    assertThat(fixture.refusal("GET", "/urls?repo=main&snapshot=2999-01-01", null))
        .isEqualTo(
            "404 Snapshot 2999-01-01 is in the future; the newest is "
                + LocalDate.now(ZoneOffset.UTC));
    assertThat(fixture.refusal("GET", "/urls?repo=main&snapshot=5000", null))
        .isEqualTo("404 There is no change 5000 yet; the newest is " + fixture.serial());
    assertThat(fixture.refusal("GET", "/urls?repo=main&snapshot=soon", null))
        .startsWith("404 'soon' is no snapshot: give 'latest', a date such as ");
    assertThat(fixture.refusal("GET", "/urls?repo=nix&snapshot=latest", null))
        .isEqualTo("404 repository 'nix' does not exist; existing: main, other");
  }

  @Test
  void anAddressIsExplained() {
    assertThat(explained("/main/2/simple/Tool/"))
        .containsExactly("project page", "main", "2", "serial", 1, "tool", null);
    assertThat(explained("/main/2019-03-01/simple/"))
        .containsExactly("root page", "main", "2019-03-01", "date", 3, null, null);
    assertThat(explained("/simple/tool/"))
        .containsExactly("project page", "main", "latest", "latest", 0, "tool", null);
    assertThat(explained("/main/3/pypi/tool/1.0/json"))
        .containsExactly("json", "main", "3", "serial", 0, "tool", null);
    assertThat(explained("/main/latest"))
        .containsExactly("repository", "main", "latest", "latest", 0, null, null);
    assertThat(explained("/other/"))
        .containsExactly("repository", "other", "latest", "latest", 0, null, null);
    assertThat(explained("/other/1"))
        .containsExactly("repository", "other", "1", "serial", 1, null, null);
    assertThat(explained("/2019-03-01"))
        .containsExactly("repository", "main", "2019-03-01", "date", 3, null, null);
  }

  @Test
  void aFileIsTheSameAtEverySnapshot() {
    String key = Fixture.sha256("x");
    assertThat(explained("/main/packages/" + key + "/" + WHEEL))
        .containsExactly("file", "main", null, null, null, "tool", WHEEL);
    assertThat(explained("/packages/" + key + "/" + WHEEL + ".metadata"))
        .containsExactly("file", "main", null, null, null, "tool", WHEEL + ".metadata");
    assertThat(notExplained("/nix/packages/" + key + "/" + WHEEL))
        .isEqualTo("404 repository 'nix' does not exist; existing: main, other");
  }

  @Test
  void whatIsNoAddressIsRefused() {
    for (String path :
        List.of(
            "/",
            "simple/",
            "/main/soon/x",
            "/main//simple/",
            "/packages/x/y",
            "/__api__/v1/repos/x")) {
      assertThat(notExplained(path))
          .isEqualTo(
              "404 '%s' is no address of a repository, an index page, a file or PyPI's JSON; an index is at /REPO/SNAPSHOT/simple/"
                  .formatted(path));
    }
    assertThat(notExplained("/main/2999-01-01/simple/"))
        .startsWith("404 Snapshot 2999-01-01 is in the future; the newest is ");
    assertThat(notExplained("/nix"))
        .isEqualTo("404 repository 'nix' does not exist; existing: main, other");
  }
}
