package dev.larder.auth.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.auth.parts.Caller;
import dev.larder.auth.parts.Fixture;
import dev.larder.auth.parts.RealKeycloak;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.GroupRepresentation;
import tools.jackson.databind.JsonNode;

/** Groups, in a real Keycloak. */
class GroupsTest {

  @RegisterExtension static final Fixture FIXTURE = new Fixture();

  private static final String GROUPS = "/__api__/v1/groups";

  private static JsonNode made(String body) {
    var answer = FIXTURE.admin().post(GROUPS, body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.body();
  }

  @Test
  void aGroupIsShownAsItWasMade() {
    var made =
        made(
            """
            {"name":"Data Science","role":"publisher","repos":["main","*"],"sources":["private"]}
            """);

    assertThat(made.toString())
        .isEqualTo(
            """
            {"name":"Data Science","role":"publisher","repos":["main","*"],"sources":["private"],"people":0}\
            """);
    assertThat(FIXTURE.admin().get(GROUPS).body().get("groups").valueStream()).contains(made);
  }

  @Test
  void whatIsNotNamedStaysAndWhatARoleHasNoUseForGoes() {
    FIXTURE.index().addSource("brief", 88);
    made(
        "{\"name\":\"changing\",\"role\":\"publisher\",\"repos\":[\"main\"],\"sources\":[\"brief\"]}");
    FIXTURE.index().removeSource("brief");

    var widened = FIXTURE.admin().patch(GROUPS + "/changing", "{\"repos\":[\"*\"]}").body();
    assertThat(widened.get("repos").toString()).isEqualTo("[\"*\"]");
    assertThat(widened.get("sources").toString()).as("gone, so by its id").isEqualTo("[\"88\"]");

    var reader = FIXTURE.admin().patch(GROUPS + "/changing", "{\"role\":\"reader\"}").body();
    assertThat(reader.get("role").asString()).isEqualTo("reader");
    assertThat(reader.get("sources").isEmpty()).isTrue();

    var administrators = FIXTURE.admin().patch(GROUPS + "/changing", "{\"role\":\"admin\"}").body();
    assertThat(administrators.get("repos").isEmpty()).isTrue();
  }

  @Test
  void aGroupIsDeletedOnce() {
    made("{\"name\":\"short-lived\",\"role\":\"reader\"}");

    assertThat(FIXTURE.admin().delete(GROUPS + "/short-lived").status()).isEqualTo(204);
    var again = FIXTURE.admin().delete(GROUPS + "/short-lived");
    assertThat(again.status()).isEqualTo(404);
    assertThat(again.detail()).startsWith("group 'short-lived' does not exist; existing: ");
  }

  @Test
  void peopleOfAGroupAreCounted() {
    made("{\"name\":\"counted\",\"role\":\"reader\"}");
    FIXTURE.admin().post("/__api__/v1/people", "{\"name\":\"counted-1\",\"groups\":[\"counted\"]}");
    FIXTURE.admin().post("/__api__/v1/people", "{\"name\":\"counted-2\",\"groups\":[\"counted\"]}");

    var shown =
        FIXTURE
            .admin()
            .get(GROUPS)
            .body()
            .get("groups")
            .valueStream()
            .filter(group -> group.get("name").asString().equals("counted"))
            .findFirst()
            .orElseThrow();
    assertThat(shown.get("people").asInt()).isEqualTo(2);
  }

  @Test
  void aNameIsTakenOnce() {
    made("{\"name\":\"taken\",\"role\":\"reader\"}");

    var again = FIXTURE.admin().post(GROUPS, "{\"name\":\"taken\",\"role\":\"admin\"}");

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.detail()).isEqualTo("group 'taken' exists; 'larder edit group' changes it");
  }

  @Test
  void groupsThatKeycloakHasForOtherEndsAreNoneOfOurs() {
    try (var keycloak = RealKeycloak.running().admin()) {
      var other = new GroupRepresentation();
      other.setName("mail list");
      keycloak.realm("larder").groups().add(other).close();
    }

    assertThat(FIXTURE.admin().get(GROUPS).body().toString()).doesNotContain("mail list");
    assertThat(FIXTURE.admin().delete(GROUPS + "/mail%20list").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"role\":\"reader\"}|400|'name' is missing",
        "{\"name\":\"g\"}|400|a group needs a role: reader, publisher, admin",
        "{\"name\":\"g\",\"role\":\"root\"}|400|role 'root' does not exist; there are reader, publisher, admin",
        "{\"name\":\"a/b\",\"role\":\"reader\"}|400|'a/b' is no name for a group",
        "{\"name\":\"g\",\"role\":\"reader\",\"sources\":[\"private\"]}|400|a group of role reader has no sources",
        "{\"name\":\"g\",\"role\":\"admin\",\"repos\":[\"main\"]}|400|a group of role admin may do everything",
        "{\"name\":\"g\",\"role\":\"reader\",\"repos\":[\"mian\"]}|404|repository 'mian' does not exist; existing: main",
        "{\"name\":\"g\",\"role\":\"reader\",\"repos\":[\"a,b\"]}|400|'a,b' can't be the name of",
        "{\"name\":\"g\",\"role\":\"reader\",\"repos\":\"main\"}|400|'repos' must be a list of texts",
        "{\"name\":\"g\",\"role\":\"reader\",\"people\":[]}|400|there is no key 'people' here; there are name, repos, role, sources",
        "[]|400|the body is not a JSON object",
        "{|400|the body is not the JSON object that this call takes",
      })
  void whatCannotBeIsRefusedInWords(String body, int status, String detail) {
    var answer = FIXTURE.admin().post(GROUPS, body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.detail()).startsWith(detail);
  }

  @Test
  void groupsAreAnAdministrators() {
    var person =
        new Caller(
            FIXTURE.service(),
            "{\"kind\":\"person\",\"id\":\"s\",\"name\":\"ada\",\"scopes\":[\"repos:read\"],\"sources\":[],\"repos\":[\"*\"]}");

    assertThat(person.get(GROUPS).status()).isEqualTo(403);
    assertThat(person.get(GROUPS).detail()).contains("global:admin");
    assertThat(person.get("/__api__/v1/people").status()).isEqualTo(403);
    var nobody = new Caller(FIXTURE.service(), null);
    assertThat(nobody.get(GROUPS).status()).isEqualTo(401);
    assertThat(nobody.get("/__api__/v1/people").status()).isEqualTo(401);
  }
}
