package dev.larder.index.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ContentTest {
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static String wheel(String project, String version) {
    return project + "-" + version + "-py3-none-any.whl";
  }

  private static void publish(String project, String... versions) {
    for (String version : versions) {
      String name = wheel(project, version);
      assertThat(fixture.publish(name, project, name).statusCode()).isEqualTo(200);
    }
  }

  private static Map<String, Object> body(String project, String scope, Object... more) {
    Map<String, Object> body = new HashMap<>(Map.of("package", project, "scope", scope));
    for (int i = 0; i < more.length; i += 2) {
      body.put((String) more[i], more[i + 1]);
    }
    return body;
  }

  private static List<?> done(String verb, String project, String scope, Object... more) {
    Map<String, Object> answer =
        fixture.done(200, "POST", "/sources/private/" + verb, body(project, scope, more));
    assertThat(((Number) answer.get("serial")).longValue()).isLessThanOrEqualTo(fixture.serial());
    return (List<?>) answer.get("files");
  }

  private static String refusal(String verb, String project, String scope) {
    return fixture.refusal("POST", "/sources/private/" + verb, body(project, scope));
  }

  private static String lastChange() {
    return fixture
        .query(
            "select concat_ws('|', kind, action, source, project, subject, comment, by, tags)"
                + " from change where serial = "
                + fixture.serial())
        .getFirst();
  }

  private static boolean isShown(String name, String content) {
    return fixture
            .get("/internal/file?key=" + Fixture.sha256(content) + "&name=" + name)
            .statusCode()
        == 200;
  }

  @Test
  void aRemovedFileIsInEarlierSnapshotsOnly() {
    publish("gone", "1.0", "2.0");
    long before = fixture.serial();
    assertThat(done("remove", "Gone", "@1.0.0", "comment", "broken"))
        .isEqualTo(List.of(wheel("gone", "1.0")));
    assertThat(lastChange())
        .isEqualTo("page-changed|remove|1|gone|1.0.0|broken|admin|{project:1/gone}");
    assertThat(fixture.files("gone")).containsOnlyKeys(wheel("gone", "2.0"));
    assertThat(fixture.get("/" + before + "/simple/gone/").body()).contains(wheel("gone", "1.0"));
    assertThat(isShown(wheel("gone", "1.0"), wheel("gone", "1.0"))).isTrue();
    HttpResponse<String> again = fixture.publish(wheel("gone", "1.0"), "gone", "other");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat((String) Fixture.parse(again.body()).get("detail"))
        .isEqualTo(
            "This filename was previously used by a file that has since been deleted."
                + " Use a different version.");
  }

  @Test
  void aScopeSaysWhichFiles() {
    publish("many", "1.0", "2.0", "3.0rc1");
    fixture.publish("many-2.0.tar.gz", "many", "sdist");
    assertThat(done("remove", "many", "@current"))
        .isEqualTo(List.of(wheel("many", "2.0"), "many-2.0.tar.gz"));
    assertThat(lastChange()).contains("|remove|1|many|2.0|admin|");
    assertThat(done("remove", "many", "@" + wheel("many", "1.0")))
        .isEqualTo(List.of(wheel("many", "1.0")));
    assertThat(lastChange()).contains("|many|" + wheel("many", "1.0") + "|");
    publish("many", "4.0");
    assertThat(done("remove", "many", "@all"))
        .isEqualTo(List.of(wheel("many", "3.0rc1"), wheel("many", "4.0")));
    assertThat(lastChange()).contains("|many|@all|");
    assertThat(fixture.files("many")).isEmpty();
  }

  @Test
  void whatCanNotBeFoundIsRefused() {
    publish("found", "1.0");
    assertThat(refusal("remove", "found", "@2.0"))
        .isEqualTo(
            "404 nothing matched '@2.0': project 'found' in source 'private' has no such file; the nearest is '@1.0'");
    assertThat(refusal("yank", "found", "@" + wheel("found", "2.0")))
        .isEqualTo(
            "404 nothing matched '@found-2.0-py3-none-any.whl': project 'found' in source 'private' has no such file; the nearest is '@found-1.0-py3-none-any.whl'");
    assertThat(refusal("restore", "found", "@all"))
        .isEqualTo(
            "404 nothing matched '@all': project 'found' in source 'private' has no file that was removed");
    assertThat(refusal("unyank", "found", "@1.0"))
        .isEqualTo(
            "404 nothing matched '@1.0': project 'found' in source 'private' has no file that is yanked");
    assertThat(refusal("remove", "fond", "@all"))
        .isEqualTo("404 source 'private' has no project 'fond'; the nearest is 'found'");
  }

  @Test
  void aScopeThatSaysNothingIsRefused() {
    publish("scoped", "1.0");
    for (String scope : List.of("", "all", "@", "@newest", "@scoped", "1.0")) {
      assertThat(refusal("remove", "scoped", scope))
          .isEqualTo(
              "400 '%s' doesn't say which files; give @all, @current, a version such as @1.2.3 or @FILE-NAME of project 'scoped'"
                  .formatted(scope));
    }
    assertThat(refusal("remove", "nix", "@all"))
        .isEqualTo("404 source 'private' has no project 'nix'");
    assertThat(fixture.refusal("POST", "/sources/nix/remove", body("scoped", "@all")))
        .isEqualTo("404 source 'nix' does not exist; existing: private, pypi");
    assertThat(fixture.refusal("POST", "/sources/private/yank", Map.of("package", "scoped")))
        .isEqualTo("400 'scope' is missing");
    assertThat(
            fixture.refusal(
                "POST", "/sources/private/unyank", body("scoped", "@all", "reason", "x")))
        .isEqualTo("400 'reason' is not known here; known: package, scope, comment");
  }

  @Test
  void aMirrorIsNotEdited() {
    for (String verb : List.of("remove", "restore", "yank", "unyank")) {
      assertThat(fixture.refusal("POST", "/sources/pypi/" + verb, body("x", "@all")))
          .isEqualTo(
              "400 source 'pypi' is a mirror and shows what its upstream has; only local sources can be edited");
    }
    assertThat(fixture.refusal("PATCH", "/sources/pypi/projects/x", Map.of("status", "archived")))
        .startsWith("400 source 'pypi' is a mirror");
  }

  @Test
  void aRestoredFileIsBackInTheStateThatItHad() {
    publish("back", "1.0", "2.0");
    done("yank", "back", "@1.0", "reason", "old");
    done("remove", "back", "@1.0");
    long without = fixture.serial();
    assertThat(done("restore", "back", "@1.0", "comment", "sorry"))
        .isEqualTo(List.of(wheel("back", "1.0")));
    assertThat(lastChange())
        .isEqualTo("page-changed|restore|1|back|1.0|sorry|admin|{project:1/back}");
    assertThat(fixture.files("back").get(wheel("back", "1.0")))
        .containsEntry("yanked", "old")
        .containsEntry("hashes", Map.of("sha256", Fixture.sha256(wheel("back", "1.0"))));
    assertThat(fixture.get("/" + without + "/simple/back/").body())
        .doesNotContain(wheel("back", "1.0"));
    assertThat(isShown(wheel("back", "1.0"), wheel("back", "1.0"))).isTrue();
    done("remove", "back", "@2.0");
    long serial = fixture.serial();
    for (String scope : List.of("@1.0", "@3.0")) {
      assertThat(refusal("restore", "back", scope))
          .isEqualTo(
              "404 nothing matched '%s': project 'back' in source 'private' has no such file that was removed; the nearest is '@2.0'"
                  .formatted(scope));
    }
    assertThat(fixture.serial()).isEqualTo(serial);
  }

  @Test
  void aRestoredFileThatIsRemovedAgainCanBeRestoredAgain() {
    publish("twice", "1.0");
    done("remove", "twice", "@all");
    done("restore", "twice", "@all");
    done("remove", "twice", "@all");
    assertThat(done("restore", "twice", "@all")).isEqualTo(List.of(wheel("twice", "1.0")));
    assertThat(fixture.files("twice")).hasSize(1);
  }

  @Test
  void aFileWhoseNameAnotherOneHasIsNotRestored() {
    publish("taken", "1.0", "2.0");
    String name = wheel("taken", "1.0");
    Map<String, Object> other = Fixture.upload(name, "taken", "other");
    other.put("replace", true);
    assertThat(fixture.post("/internal/sources/1/files", other).statusCode()).isEqualTo(200);
    assertThat(refusal("restore", "taken", "@" + name))
        .isEqualTo(
            "409 another file has the name 'taken-1.0-py3-none-any.whl' now; remove that one first");
    done("remove", "taken", "@2.0");
    assertThat(done("restore", "taken", "@all")).isEqualTo(List.of(wheel("taken", "2.0")));
    assertThat(fixture.files("taken").get(name))
        .containsEntry("hashes", Map.of("sha256", Fixture.sha256("other")));
  }

  @Test
  void yankingMarksAndUnyankingUnmarks() {
    publish("bad", "1.0", "2.0");
    long before = fixture.serial();
    assertThat(done("yank", "bad", "@2.0", "reason", "breaks", "comment", "ticket 7"))
        .isEqualTo(List.of(wheel("bad", "2.0")));
    assertThat(lastChange())
        .isEqualTo("page-changed|yank|1|bad|2.0|ticket 7|admin|{project:1/bad}");
    assertThat(fixture.files("bad").get(wheel("bad", "2.0"))).containsEntry("yanked", "breaks");
    assertThat(fixture.files("bad").get(wheel("bad", "1.0"))).containsEntry("yanked", false);
    assertThat(fixture.get("/" + before + "/simple/bad/").body()).doesNotContain("yanked");
    long serial = fixture.serial();
    assertThat(done("yank", "bad", "@2.0", "reason", "breaks")).isEqualTo(List.of());
    assertThat(fixture.serial()).isEqualTo(serial);
    assertThat(done("yank", "bad", "@2.0", "reason", "burns")).hasSize(1);
    assertThat(done("yank", "bad", "@current")).isEqualTo(List.of(wheel("bad", "1.0")));
    assertThat(fixture.files("bad").get(wheel("bad", "1.0"))).containsEntry("yanked", true);
    assertThat(done("unyank", "bad", "@all")).hasSize(2);
    assertThat(fixture.files("bad").get(wheel("bad", "2.0"))).containsEntry("yanked", false);
    serial = fixture.serial();
    assertThat(refusal("unyank", "bad", "@all")).startsWith("404 nothing matched '@all'");
    assertThat(fixture.serial()).isEqualTo(serial);
  }

  @Test
  void aProjectsStatusIsSetFromItsChangeOnR792_1() {
    publish("status", "1.0");
    long before = fixture.serial();
    Map<String, Object> set =
        fixture.done(
            200,
            "PATCH",
            "/sources/private/projects/Status",
            Map.of("status", "archived", "reason", "done"));
    assertThat(set)
        .isEqualTo(
            Map.of("source", "private", "name", "status", "status", "archived", "reason", "done"));
    assertThat(lastChange())
        .isEqualTo("page-changed|edit-project|1|status|archived|done|admin|{project:1/status}");
    assertThat(fixture.json("/simple/status/").get("project-status"))
        .isEqualTo(Map.of("status", "archived", "reason", "done"));
    assertThat(fixture.json("/" + before + "/simple/status/")).doesNotContainKey("project-status");
    long serial = fixture.serial();
    fixture.done(
        200,
        "PATCH",
        "/sources/private/projects/status",
        Map.of("status", "archived", "reason", "done"));
    assertThat(fixture.serial()).isEqualTo(serial);
    HttpResponse<String> upload = fixture.publish(wheel("status", "2.0"), "status", "x");
    assertThat(upload.statusCode()).isEqualTo(400);
    assertThat((String) Fixture.parse(upload.body()).get("detail"))
        .isEqualTo(
            "Project 'status' in source 'private' is archived and takes no files; set its status to active first");
    fixture.done(200, "PATCH", "/sources/private/projects/status", Map.of("status", "active"));
    publish("status", "2.0");
    assertThat(
            fixture.refusal("PATCH", "/sources/private/projects/status", Map.of("status", "dead")))
        .isEqualTo(
            "400 status 'dead' is not known; known: active, archived, quarantined, deprecated");
    assertThat(
            fixture.refusal("PATCH", "/sources/private/projects/nix", Map.of("status", "active")))
        .isEqualTo("404 source 'private' has no project 'nix'");
  }
}
