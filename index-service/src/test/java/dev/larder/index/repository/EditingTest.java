package dev.larder.index.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EditingTest {
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static Map<String, Object> create(String name) {
    return fixture.done(201, "POST", "/repos", Map.of("name", name));
  }

  private static List<String> change(long serial) {
    return fixture.query(
        "select concat_ws('|', action, repository, subject, by, tags) from change where serial = "
            + serial);
  }

  @Test
  void aRepositoryIsMadeOverItsSourcesInTheirOrder() {
    Map<String, Object> made =
        fixture.done(
            201,
            "POST",
            "/repos",
            Map.of(
                "name", "both",
                "type", "python",
                "description", "Access PyPI packages",
                "sources", List.of("pypi", "private"),
                "authenticated", true));
    assertThat(made)
        .containsEntry("name", "both")
        .containsEntry("type", "python")
        .containsEntry("default", false)
        .containsEntry("description", "Access PyPI packages")
        .containsEntry("hidden", false)
        .containsEntry("authenticated", true)
        .containsEntry(
            "sources",
            List.of(
                Map.of("name", "pypi", "type", "pypi"),
                Map.of("name", "private", "type", "local-python")))
        .containsKey("created");
    assertThat(fixture.done(200, "GET", "/repos/both", null)).isEqualTo(made);
    assertThat(fixture.done(200, "GET", "/repos", null).get("repos").toString())
        .contains(made.toString());
    String id = fixture.query("select id from repository where name = 'both'").getFirst();
    assertThat(change(fixture.serial()))
        .containsExactly("create-repo|%s|both|admin|{repo:%s}".formatted(id, id));
    assertThat(fixture.get("/both/latest/simple/").statusCode()).isEqualTo(401);
    assertThat(fixture.get("/both/latest/simple/", Fixture.CALLER, Fixture.ADMIN).statusCode())
        .isEqualTo(200);
  }

  @Test
  void oneThatIsThereWillDoIfThatIsSaid() {
    create("there");
    long serial = fixture.serial();
    assertThat(fixture.refusal("POST", "/repos", Map.of("name", "there")))
        .isEqualTo("409 repository 'there' exists already; choose another name, or edit it");
    assertThat(
            fixture.done(200, "POST", "/repos", Map.of("name", "there", "succeedOnExisting", true)))
        .containsEntry("name", "there");
    assertThat(fixture.serial()).isEqualTo(serial);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThat(fixture.refusal("POST", "/repos", Map.of("name", "x", "type", "r")))
        .isEqualTo("400 repository type 'r' is not supported; supported: python");
    assertThat(fixture.refusal("POST", "/repos", Map.of("name", "latest")))
        .isEqualTo(
            "400 'latest' can't be the name of a repository: it means something else in URLs");
    assertThat(fixture.refusal("POST", "/repos", Map.of("name", "x", "sources", List.of("nix"))))
        .isEqualTo("404 source 'nix' does not exist; existing: private, pypi");
    assertThat(
            fixture.refusal(
                "POST", "/repos", Map.of("name", "x", "sources", List.of("pypi", "pypi"))))
        .isEqualTo("400 'sources' names one of them twice");
    assertThat(fixture.call("GET", "/repos/x", null).statusCode()).isEqualTo(404);
  }

  @Test
  void aBodyIsReadStrictly() {
    assertThat(fixture.refusal("POST", "/repos", Map.of("name", "x", "descripton", "y")))
        .isEqualTo(
            "400 'descripton' is not known here; known: name, type, description, sources, authenticated, succeedOnExisting");
    assertThat(fixture.refusal("PATCH", "/repos/main", Map.of("isDefault", true)))
        .isEqualTo(
            "400 'isDefault' is not known here; known: newName, description, hidden, authenticated, default");
    assertThat(fixture.refusal("POST", "/repos", Map.of("description", "y")))
        .isEqualTo("400 'name' is missing");
    assertThat(fixture.refusal("POST", "/repos", Map.of("name", 7)))
        .isEqualTo("400 'name' must be a text");
    assertThat(fixture.refusal("POST", "/repos", Map.of("name", "x", "sources", "pypi")))
        .isEqualTo("400 'sources' must be a list of texts");
    assertThat(fixture.refusal("POST", "/repos", Map.of("name", "x", "authenticated", "yes")))
        .isEqualTo("400 'authenticated' must be true or false");
    assertThat(fixture.refusal("POST", "/repos", Map.of("name", "x", "description", "a\nb")))
        .isEqualTo("400 'description' must be one line without control characters");
    assertThat(
            fixture.refusal("POST", "/repos", Map.of("name", "x", "description", "a".repeat(2001))))
        .isEqualTo("400 'description' is longer than 2000 characters");
    for (Object body : List.of(List.of(), "x", 7)) {
      assertThat(fixture.refusal("POST", "/repos", body))
          .isEqualTo("400 The body must be a JSON object");
    }
  }

  @Test
  void anotherNameHoldsFromItsChangeOnAndTheOldOneInThePast() {
    fixture.done(201, "POST", "/repos", Map.of("name", "before", "sources", List.of("private")));
    long before = fixture.serial();
    Map<String, Object> edited =
        fixture.done(200, "PATCH", "/repos/before", Map.of("newName", "after"));
    assertThat(edited).containsEntry("name", "after");
    String id = fixture.query("select id from repository where name = 'after'").getFirst();
    assertThat(change(fixture.serial()))
        .containsExactly("edit-repo|%s|name before -> after|admin|{repo:%s}".formatted(id, id));
    assertThat(fixture.call("GET", "/repos/before", null).statusCode()).isEqualTo(404);
    assertThat(fixture.get("/after/latest/simple/").statusCode()).isEqualTo(200);
    assertThat(fixture.get("/before/latest/simple/").statusCode()).isEqualTo(404);
    assertThat(fixture.get("/before/" + before + "/simple/").statusCode()).isEqualTo(200);
    assertThat(fixture.get("/before/" + fixture.serial() + "/simple/").statusCode()).isEqualTo(404);
  }

  @Test
  void whatAPersonReadsAboutARepositoryCanBeChanged() {
    create("plain");
    assertThat(
            fixture.done(
                200,
                "PATCH",
                "/repos/plain",
                Map.of("description", "now", "hidden", true, "authenticated", true)))
        .containsEntry("description", "now")
        .containsEntry("hidden", true)
        .containsEntry("authenticated", true);
    long serial = fixture.serial();
    assertThat(fixture.done(200, "PATCH", "/repos/plain", Map.of("hidden", true)))
        .containsEntry("description", "now");
    assertThat(fixture.serial()).isEqualTo(serial);
    assertThat(fixture.done(200, "PATCH", "/repos/plain", Map.of("hidden", false)))
        .containsEntry("hidden", false);
    assertThat(fixture.refusal("PATCH", "/repos/plain", Map.of()))
        .isEqualTo(
            "400 nothing is to be changed; give newName, description, hidden, authenticated or default");
    assertThat(fixture.refusal("PATCH", "/repos/plain", Map.of("newName", "17")))
        .isEqualTo(
            "400 '17' can't be the name of a repository: it reads as a date, an instant or a serial");
    assertThat(fixture.refusal("PATCH", "/repos/plain", Map.of("newName", "main")))
        .isEqualTo("409 repository 'main' exists already; choose another name");
    assertThat(fixture.refusal("PATCH", "/repos/nix", Map.of("hidden", true)))
        .startsWith("404 repository 'nix' does not exist; existing: main");
  }

  @Test
  void theDefaultMovesFromItsChangeOnAndCanNotBeDeleted() {
    fixture.publish("only-1.0-py3-none-any.whl", "only", "x");
    create("next");
    long before = fixture.serial();
    assertThat(fixture.get("/simple/only/").statusCode()).isEqualTo(200);
    assertThat(fixture.done(200, "PATCH", "/repos/next", Map.of("default", true)))
        .containsEntry("default", true);
    String id = fixture.query("select id from repository where name = 'next'").getFirst();
    assertThat(change(fixture.serial()))
        .containsExactly("edit-repo|%s|default|admin|{repo:%s,repo:1}".formatted(id, id));
    assertThat(fixture.get("/simple/only/").statusCode()).isEqualTo(404);
    assertThat(fixture.get("/" + before + "/simple/only/").statusCode()).isEqualTo(200);
    assertThat(fixture.refusal("DELETE", "/repos/next", null))
        .isEqualTo(
            "409 repository 'next' is the default one and can't be deleted; make another one the default first");
    assertThat(fixture.refusal("PATCH", "/repos/next", Map.of("default", false)))
        .isEqualTo("400 'default' can only be true; make another repository the default one");
    fixture.done(200, "PATCH", "/repos/main", Map.of("default", true));
    assertThat(fixture.get("/simple/only/").statusCode()).isEqualTo(200);
  }

  @Test
  void aDeletedRepositoryIsNowhereAnyMore() {
    fixture.done(201, "POST", "/repos", Map.of("name", "gone", "sources", List.of("private")));
    long there = fixture.serial();
    assertThat(fixture.get("/gone/" + there + "/simple/").statusCode()).isEqualTo(200);
    assertThat(fixture.call("DELETE", "/repos/gone", null).statusCode()).isEqualTo(204);
    assertThat(fixture.get("/gone/latest/simple/").statusCode()).isEqualTo(404);
    assertThat(fixture.get("/gone/" + there + "/simple/").statusCode()).isEqualTo(404);
    assertThat(fixture.refusal("DELETE", "/repos/gone", null))
        .startsWith("404 repository 'gone' does not exist; existing: main");
    fixture.done(201, "POST", "/repos", Map.of("name", "gone"));
    assertThat(fixture.query("select count(distinct id) from repository where name = 'gone'"))
        .containsExactly("2");
  }

  @Test
  void theLogSaysWhoDidIt() {
    HttpResponse<String> response =
        fixture.call(
            "POST",
            "/repos",
            Map.of("name", "hers"),
            "Larder-Caller",
            "{\"kind\":\"admin\",\"id\":\"a-guid\"}");
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(fixture.query("select by from change where serial = " + fixture.serial()))
        .containsExactly("a-guid");
  }
}
