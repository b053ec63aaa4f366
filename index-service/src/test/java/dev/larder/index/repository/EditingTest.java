package dev.larder.index.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.House;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EditingTest {
  private static House house;

  @BeforeAll
  static void open() {
    house = House.open();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static Map<String, Object> create(String name) {
    return house.done(201, "POST", "/repos", Map.of("name", name));
  }

  private static List<String> change(long serial) {
    return house.query(
        "select concat_ws('|', action, repository, subject, by, tags) from change where serial = "
            + serial);
  }

  @Test
  void aRepositoryIsMadeOverItsSourcesInTheirOrder() {
    Map<String, Object> made =
        house.done(
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
    assertThat(house.done(200, "GET", "/repos/both", null)).isEqualTo(made);
    assertThat(house.done(200, "GET", "/repos", null).get("repos").toString())
        .contains(made.toString());
    String id = house.query("select id from repository where name = 'both'").getFirst();
    assertThat(change(house.serial()))
        .containsExactly("create-repo|%s|both|admin|{repo:%s}".formatted(id, id));
    assertThat(house.get("/both/latest/simple/").statusCode()).isEqualTo(401);
    assertThat(house.get("/both/latest/simple/", House.CALLER, House.ADMIN).statusCode())
        .isEqualTo(200);
  }

  @Test
  void oneThatIsThereWillDoIfThatIsSaid() {
    create("there");
    long serial = house.serial();
    assertThat(house.refusal("POST", "/repos", Map.of("name", "there")))
        .isEqualTo("409 repository 'there' exists already; choose another name, or edit it");
    assertThat(
            house.done(200, "POST", "/repos", Map.of("name", "there", "succeedOnExisting", true)))
        .containsEntry("name", "there");
    assertThat(house.serial()).isEqualTo(serial);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThat(house.refusal("POST", "/repos", Map.of("name", "x", "type", "r")))
        .isEqualTo("400 repository type 'r' is not supported; supported: python");
    assertThat(house.refusal("POST", "/repos", Map.of("name", "latest")))
        .isEqualTo(
            "400 'latest' can't be the name of a repository: it means something else in URLs");
    assertThat(house.refusal("POST", "/repos", Map.of("name", "x", "sources", List.of("nix"))))
        .isEqualTo("404 source 'nix' does not exist; existing: private, pypi");
    assertThat(
            house.refusal(
                "POST", "/repos", Map.of("name", "x", "sources", List.of("pypi", "pypi"))))
        .isEqualTo("400 'sources' names one of them twice");
    assertThat(house.call("GET", "/repos/x", null).statusCode()).isEqualTo(404);
  }

  @Test
  void aBodyIsReadStrictly() {
    assertThat(house.refusal("POST", "/repos", Map.of("name", "x", "descripton", "y")))
        .isEqualTo(
            "400 'descripton' is not known here; known: name, type, description, sources, authenticated, succeedOnExisting");
    assertThat(house.refusal("PATCH", "/repos/main", Map.of("isDefault", true)))
        .isEqualTo(
            "400 'isDefault' is not known here; known: newName, description, hidden, authenticated, default");
    assertThat(house.refusal("POST", "/repos", Map.of("description", "y")))
        .isEqualTo("400 'name' is missing");
    assertThat(house.refusal("POST", "/repos", Map.of("name", 7)))
        .isEqualTo("400 'name' must be a text");
    assertThat(house.refusal("POST", "/repos", Map.of("name", "x", "sources", "pypi")))
        .isEqualTo("400 'sources' must be a list of texts");
    assertThat(house.refusal("POST", "/repos", Map.of("name", "x", "authenticated", "yes")))
        .isEqualTo("400 'authenticated' must be true or false");
    assertThat(house.refusal("POST", "/repos", Map.of("name", "x", "description", "a\nb")))
        .isEqualTo("400 'description' must be one line without control characters");
    assertThat(
            house.refusal("POST", "/repos", Map.of("name", "x", "description", "a".repeat(2001))))
        .isEqualTo("400 'description' is longer than 2000 characters");
    for (Object body : List.of(List.of(), "x", 7)) {
      assertThat(house.refusal("POST", "/repos", body))
          .isEqualTo("400 The body must be a JSON object");
    }
  }

  @Test
  void anotherNameHoldsFromItsChangeOnAndTheOldOneInThePast() {
    house.done(201, "POST", "/repos", Map.of("name", "before", "sources", List.of("private")));
    long before = house.serial();
    Map<String, Object> edited =
        house.done(200, "PATCH", "/repos/before", Map.of("newName", "after"));
    assertThat(edited).containsEntry("name", "after");
    String id = house.query("select id from repository where name = 'after'").getFirst();
    assertThat(change(house.serial()))
        .containsExactly("edit-repo|%s|name before -> after|admin|{repo:%s}".formatted(id, id));
    assertThat(house.call("GET", "/repos/before", null).statusCode()).isEqualTo(404);
    assertThat(house.get("/after/latest/simple/").statusCode()).isEqualTo(200);
    assertThat(house.get("/before/latest/simple/").statusCode()).isEqualTo(404);
    assertThat(house.get("/before/" + before + "/simple/").statusCode()).isEqualTo(200);
    assertThat(house.get("/before/" + house.serial() + "/simple/").statusCode()).isEqualTo(404);
  }

  @Test
  void whatAPersonReadsAboutARepositoryCanBeChanged() {
    create("plain");
    assertThat(
            house.done(
                200,
                "PATCH",
                "/repos/plain",
                Map.of("description", "now", "hidden", true, "authenticated", true)))
        .containsEntry("description", "now")
        .containsEntry("hidden", true)
        .containsEntry("authenticated", true);
    long serial = house.serial();
    assertThat(house.done(200, "PATCH", "/repos/plain", Map.of("hidden", true)))
        .containsEntry("description", "now");
    assertThat(house.serial()).isEqualTo(serial);
    assertThat(house.done(200, "PATCH", "/repos/plain", Map.of("hidden", false)))
        .containsEntry("hidden", false);
    assertThat(house.refusal("PATCH", "/repos/plain", Map.of()))
        .isEqualTo(
            "400 nothing is to be changed; give newName, description, hidden, authenticated or default");
    assertThat(house.refusal("PATCH", "/repos/plain", Map.of("newName", "17")))
        .isEqualTo(
            "400 '17' can't be the name of a repository: it reads as a date, an instant or a serial");
    assertThat(house.refusal("PATCH", "/repos/plain", Map.of("newName", "main")))
        .isEqualTo("409 repository 'main' exists already; choose another name");
    assertThat(house.refusal("PATCH", "/repos/nix", Map.of("hidden", true)))
        .startsWith("404 repository 'nix' does not exist; existing: main");
  }

  @Test
  void theDefaultMovesFromItsChangeOnAndCanNotBeDeleted() {
    house.publish("only-1.0-py3-none-any.whl", "only", "x");
    create("next");
    long before = house.serial();
    assertThat(house.get("/simple/only/").statusCode()).isEqualTo(200);
    assertThat(house.done(200, "PATCH", "/repos/next", Map.of("default", true)))
        .containsEntry("default", true);
    String id = house.query("select id from repository where name = 'next'").getFirst();
    assertThat(change(house.serial()))
        .containsExactly("edit-repo|%s|default|admin|{repo:%s,repo:1}".formatted(id, id));
    assertThat(house.get("/simple/only/").statusCode()).isEqualTo(404);
    assertThat(house.get("/" + before + "/simple/only/").statusCode()).isEqualTo(200);
    assertThat(house.refusal("DELETE", "/repos/next", null))
        .isEqualTo(
            "409 repository 'next' is the default one and can't be deleted; make another one the default first");
    assertThat(house.refusal("PATCH", "/repos/next", Map.of("default", false)))
        .isEqualTo("400 'default' can only be true; make another repository the default one");
    house.done(200, "PATCH", "/repos/main", Map.of("default", true));
    assertThat(house.get("/simple/only/").statusCode()).isEqualTo(200);
  }

  @Test
  void aDeletedRepositoryIsNowhereAnyMore() {
    house.done(201, "POST", "/repos", Map.of("name", "gone", "sources", List.of("private")));
    long there = house.serial();
    assertThat(house.get("/gone/" + there + "/simple/").statusCode()).isEqualTo(200);
    assertThat(house.call("DELETE", "/repos/gone", null).statusCode()).isEqualTo(204);
    assertThat(house.get("/gone/latest/simple/").statusCode()).isEqualTo(404);
    assertThat(house.get("/gone/" + there + "/simple/").statusCode()).isEqualTo(404);
    assertThat(house.refusal("DELETE", "/repos/gone", null))
        .startsWith("404 repository 'gone' does not exist; existing: main");
    house.done(201, "POST", "/repos", Map.of("name", "gone"));
    assertThat(house.query("select count(distinct id) from repository where name = 'gone'"))
        .containsExactly("2");
  }

  @Test
  void theLogSaysWhoDidIt() {
    HttpResponse<String> response =
        house.call(
            "POST",
            "/repos",
            Map.of("name", "hers"),
            "Larder-Caller",
            "{\"kind\":\"admin\",\"id\":\"a-guid\"}");
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(house.query("select by from change where serial = " + house.serial()))
        .containsExactly("a-guid");
  }
}
