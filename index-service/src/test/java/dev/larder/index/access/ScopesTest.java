package dev.larder.index.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each scope reaches of the API: lists, names, packages, the log, and changes of a source. */
class ScopesTest {
  private static final String TEAM_READER = Who.token("sources:read", "3", "");
  private static final String TEAM_WRITER = Who.writerOf(3, "corp-*", "tool");
  private static Fixture fixture;

  /** Source team is 3; repositories: main 1, secret 2 over team, veiled 3. */
  @BeforeAll
  static void open() {
    fixture = Fixture.open();
    fixture.done(201, "POST", "/sources", Map.of("name", "team", "type", "local-python"));
    fixture.done(
        201,
        "POST",
        "/repos",
        Map.of("name", "secret", "sources", List.of("team"), "authenticated", true));
    fixture.done(201, "POST", "/repos", Map.of("name", "veiled", "sources", List.of("team")));
    fixture.done(200, "PATCH", "/repos/veiled", Map.of("hidden", true));
    publish(3, "corp-a-1.0.tar.gz", "corp-a");
    publish(3, "other-1.0.tar.gz", "other");
    publish(1, "mine-1.0.tar.gz", "mine");
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static void publish(int source, String filename, String project) {
    Map<String, Object> upload = Fixture.upload(filename, project, filename);
    upload.put("version", "1.0");
    HttpResponse<String> response = fixture.post("/internal/sources/" + source + "/files", upload);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private static HttpResponse<String> get(String path, String caller) {
    return fixture.call("GET", path, null, Fixture.CALLER, caller);
  }

  @SuppressWarnings("unchecked")
  private static List<String> names(String what, String caller) {
    return ((List<Map<String, Object>>) Fixture.parse(get("/" + what, caller).body()).get(what))
        .stream().map(each -> (String) each.get("name")).toList();
  }

  @Test
  void listsShowEachCallerWhatItMaySee() {
    assertThat(names("repos", Who.ADMIN)).containsExactly("main", "secret", "veiled");
    assertThat(names("repos", TEAM_READER)).containsExactly("main");
    assertThat(names("repos", Who.readerOf(2))).containsExactly("main", "secret");
    assertThat(names("repos", Who.person("ada", 3))).containsExactly("main", "veiled");
    assertThat(names("repos", Who.token("repos:read", "", "*")))
        .containsExactly("main", "secret", "veiled");
    assertThat(names("sources", Who.ADMIN)).containsExactly("private", "pypi", "team");
    assertThat(names("sources", TEAM_READER)).containsExactly("team");
    assertThat(names("sources", TEAM_WRITER)).containsExactly("team");
    assertThat(names("sources", Who.readerOf(2))).isEmpty();
  }

  @Test
  void aSourceNamesOnlyRepositoriesThatAreThereForWhoAsks() {
    assertThat(Fixture.parse(get("/sources/team", TEAM_READER).body()))
        .containsEntry("repos", List.of());
    assertThat(Fixture.parse(get("/sources/team", Who.ADMIN).body()))
        .containsEntry("repos", List.of("secret", "veiled"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/repos/secret",
        "/repos/veiled",
        "/repos/secret/packages",
        "/repos/veiled/packages/count",
        "/sources/private",
        "/sources/private/packages",
        "/sources/private/packages/count",
        "/log?repo=secret",
        "/log?source=private",
        "/urls?repo=secret",
        "/urls?repo=veiled",
        "/urls/explain?path=/secret/latest/simple/",
        "/urls/explain?path=/veiled/latest/simple/corp-a/",
        "/urls/explain?path=/secret/packages/0000000000000000000000000000000000000000000000000000000000000000/a-1.0.tar.gz"
      })
  void whatSomebodyMayNotSeeIsAsOneThatIsntThere(String path) {
    HttpResponse<String> hidden = get(path, TEAM_WRITER);
    assertThat(hidden.statusCode()).isEqualTo(404);
    String detail = (String) Fixture.parse(hidden.body()).get("detail");
    if (detail.contains("existing")) {
      assertThat(detail.substring(detail.indexOf("existing")))
          .doesNotContain("secret", "veiled", "private");
    }
    assertThat(get(path, Who.ADMIN).statusCode()).isEqualTo(200);
  }

  @Test
  void whoMayReadAHiddenOrAuthenticatedRepositorySeesAllOfIt() {
    for (String path :
        List.of(
            "/repos/secret", "/repos/secret/packages", "/log?repo=secret", "/urls?repo=secret")) {
      assertThat(get(path, Who.readerOf(2)).statusCode()).isEqualTo(200);
    }
    assertThat(get("/repos/secret/packages", Who.readerOf(2)).body()).contains("corp-a", "other");
  }

  @Test
  void aPackageIsShownWhereWhoAsksMaySeeIt() {
    assertThat(get("/packages/corp-a", TEAM_READER).body())
        .contains("\"source\":\"team\"", "\"repos\":[]");
    assertThat(get("/packages/corp-a", Who.readerOf(2)).body())
        .contains("\"sources\":[]", "secret")
        .doesNotContain("veiled");
    assertThat(get("/packages/corp-a", Who.readerOf(9)).statusCode()).isEqualTo(404);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> log(String query, String caller) {
    HttpResponse<String> response = get("/log" + query, caller);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return (List<Map<String, Object>>) Fixture.parse(response.body()).get("changes");
  }

  @Test
  void theLogShowsEachCallerOnlyWhatItMaySee() {
    fixture.post("/internal/log", Map.of("action", "create-token", "subject", "a-guid"));
    assertThat(log("", Who.ADMIN)).anyMatch(change -> "create-token".equals(change.get("action")));
    assertThat(log("", TEAM_READER))
        .isNotEmpty()
        .allMatch(change -> "team".equals(change.get("source")))
        .allMatch(change -> change.get("repo") == null);
    assertThat(log("", Who.readerOf(2)))
        .anyMatch(change -> "create-repo".equals(change.get("action")))
        .anyMatch(change -> "corp-a".equals(change.get("package")))
        .allMatch(change -> change.get("repo") == null || "secret".equals(change.get("repo")))
        .allMatch(change -> change.get("source") == null || "team".equals(change.get("source")));
    assertThat(log("", Who.readerOf(9))).isEmpty();
    assertThat(log("?repo=secret", Who.readerOf(2))).isNotEmpty();
    HttpResponse<String> open = get("/log?repo=main", Who.readerOf(2));
    assertThat(open.statusCode()).isEqualTo(403);
    assertThat(open.body()).contains("repos:read", "'main'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /repos",
        "PATCH /repos/main",
        "DELETE /repos/veiled",
        "POST /repos/main/sources",
        "PUT /repos/main/sources",
        "DELETE /repos/main/sources/private",
        "POST /sources",
        "PATCH /sources/team",
        "DELETE /sources/team",
        "POST /sources/team/claims",
        "POST /sources/team/releases",
        "GET /clock",
        "POST /clock/confirm"
      })
  void theRestIsForAdministrators(String asked) {
    String method = asked.split(" ")[0];
    String path = asked.split(" ")[1];
    for (String caller :
        List.of(Who.token("sources:write", "*", "*"), Who.token("repos:read", "*", "*"))) {
      HttpResponse<String> refused = fixture.call(method, path, Map.of(), Fixture.CALLER, caller);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("global:admin");
    }
    assertThat(fixture.call(method, path, Map.of(), Fixture.CALLER, Who.NOBODY).statusCode())
        .isEqualTo(401);
    assertThat(fixture.call(method, path, Map.of(), Fixture.CALLER, Who.UNKNOWN).statusCode())
        .isEqualTo(503);
  }

  @Test
  void nobodyIsAnsweredNothingOfTheApi() {
    HttpResponse<String> response = get("/repos", Who.NOBODY);
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .contains("Basic realm=\"Larder\"");
  }

  private static HttpResponse<String> change(
      String action, String source, String project, String caller) {
    return fixture.call(
        "POST",
        "/sources/" + source + "/" + action,
        Map.of("package", project, "scope", "@1.0"),
        Fixture.CALLER,
        caller);
  }

  @ParameterizedTest
  @CsvSource({"yank", "unyank", "remove", "restore"})
  void whoMayWriteToASourceChangesWhatTheTokensProjectsMatch(String action) {
    if (action.equals("unyank") || action.equals("restore")) {
      change(action.equals("unyank") ? "yank" : "remove", "team", "Corp.A", TEAM_WRITER);
    }
    assertThat(change(action, "team", "Corp.A", TEAM_WRITER).statusCode()).isEqualTo(200);
    HttpResponse<String> other = change(action, "team", "other", TEAM_WRITER);
    assertThat(other.statusCode()).isEqualTo(403);
    assertThat(other.body()).contains("sources:write", "'team'", "'other'");
    HttpResponse<String> reader = change(action, "team", "corp-a", TEAM_READER);
    assertThat(reader.statusCode()).isEqualTo(403);
    assertThat(reader.body()).contains("sources:write", "'team'");
    HttpResponse<String> elsewhere = change(action, "private", "mine", TEAM_WRITER);
    assertThat(elsewhere.statusCode()).isEqualTo(404);
    assertThat(elsewhere.body()).contains("existing: team");
  }

  @Test
  void aProjectsStatusIsSetByWhoMayWriteToIt() {
    assertThat(status("corp-a", TEAM_WRITER).statusCode()).isEqualTo(200);
    assertThat(status("other", TEAM_WRITER).statusCode()).isEqualTo(403);
    assertThat(status("corp-a", TEAM_READER).statusCode()).isEqualTo(403);
  }

  private static HttpResponse<String> status(String project, String caller) {
    return fixture.call(
        "PATCH",
        "/sources/team/projects/" + project,
        Map.of("status", "deprecated"),
        Fixture.CALLER,
        caller);
  }

  @Test
  void onlyAdministratorsPurge() {
    HttpResponse<String> refused =
        fixture.call(
            "POST",
            "/sources/team/remove",
            Map.of("package", "corp-a", "scope", "@1.0", "purge", true),
            Fixture.CALLER,
            TEAM_WRITER);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("global:admin");
  }
}
