package dev.larder.cli.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.cli.FakeApi;
import dev.larder.cli.Ran;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleTest {
  private static final String NOTICE =
      "Hand the password over now, since you will not be able to retrieve it later; it must be"
          + " changed at the first sign-in.\n";
  private FakeApi api;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Ran larder(String... args) {
    return Ran.larder(Map.of("LARDER_ADDRESS", api.address()), args);
  }

  private static String person(String more) {
    return """
        {"name":"ada","email":"ada@corp.example","enabled":true,"groups":["team"],
         "created":"2026-01-01T00:00:00Z"%s}
        """
        .formatted(more);
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void aPersonIsMadeAndTheirPasswordShownOnce() throws Exception {
    api.answers("POST /__api__/v1/people", 201, person(",\"password\":\"first-pw\""));

    Ran ran = larder("create", "person", "--name=ada", "--email=a@b", "--groups=team,x");

    assertThat(ran.out())
        .isEqualTo(
            """
            Person: ada
            E-mail:  ada@corp.example
            Groups:  team
            Enabled:  yes
            Password:  first-pw
            """);
    assertThat(ran.err()).isEqualTo(NOTICE);
    assertThat(api.onlyCall().json())
        .isEqualTo(json("{\"name\":\"ada\",\"email\":\"a@b\",\"groups\":[\"team\",\"x\"]}"));
  }

  @Test
  void theFirstAdministratorIsMade() throws Exception {
    api.answers("POST /__api__/v1/people/bootstrap", 201, person(",\"password\":\"first-pw\""));

    Ran ran = larder("bootstrap", "--name=ada");

    assertThat(ran.out()).contains("Password:  first-pw\n");
    assertThat(api.onlyCall().json()).isEqualTo(json("{\"name\":\"ada\"}"));
  }

  @Test
  void aChangeSaysOnlyWhatWasTyped() throws Exception {
    api.answers("PATCH /__api__/v1/people/ada", 200, person(""));

    Ran ran = larder("edit", "person", "--name=ada", "--groups=", "--enabled=false");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).doesNotContain("Password");
    assertThat(api.onlyCall().json()).isEqualTo(json("{\"enabled\":false,\"groups\":[]}"));
  }

  @Test
  void aPasswordIsReset() throws Exception {
    api.answers("PATCH /__api__/v1/people/ada", 200, person(",\"password\":\"second\""));

    Ran ran = larder("edit", "person", "--name=ada", "--reset-password");

    assertThat(ran.out()).contains("Password:  second\n");
    assertThat(ran.err()).isEqualTo(NOTICE);
    assertThat(api.onlyCall().json()).isEqualTo(json("{\"resetPassword\":true}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"edit person --name=ada", "create person", "bootstrap", "delete person"})
  void whatIsMissingIsWrongUsage(String command) {
    assertThat(larder(command.split(" ")).exitCode()).isEqualTo(2);
    assertThat(api.calls()).isEmpty();
  }

  @Test
  void peopleAreListedAndThereMayBeMore() {
    api.answers(
        "GET /__api__/v1/people?search=ad",
        200,
        "{\"people\":[" + person("") + "],\"next\":\"ada\"}");

    Ran ran = larder("list", "people", "--search=ad");

    assertThat(ran.out())
        .isEqualTo(
            """
            NAME  E-MAIL            ENABLED  GROUPS  CREATED
            ada   ada@corp.example  yes      team    2026-01-01T00:00:00Z
            """);
    assertThat(ran.err()).isEqualTo("There are more: --after=ada\n");
  }

  @Test
  void aPersonIsDeleted() {
    api.answers("DELETE /__api__/v1/people/a%40b", 204, "");

    assertThat(larder("delete", "person", "--name=a@b").out()).isEqualTo("Deleted person 'a@b'.\n");
  }
}
