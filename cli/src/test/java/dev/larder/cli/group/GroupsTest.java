package dev.larder.cli.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larder.cli.FakeApi;
import dev.larder.cli.Ran;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupsTest {
  private static final String TEAM =
      """
      {"name":"team","role":"publisher","repos":["main"],"sources":["private","lab"],"people":3}
      """;
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

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void aGroupIsMade() throws Exception {
    api.answers("POST /__api__/v1/groups", 201, TEAM);

    Ran ran =
        larder(
            "create",
            "group",
            "--name=team",
            "--role=publisher",
            "--repos=main",
            "--sources=private,lab");

    assertThat(ran.out())
        .isEqualTo(
            """
            Group: team
            Role:  publisher
            Repos:  main
            Sources:  private,lab
            People:  3
            """);
    assertThat(api.onlyCall().json())
        .isEqualTo(
            json(
                """
                {"name":"team","role":"publisher","repos":["main"],"sources":["private","lab"]}
                """));
  }

  @Test
  void aChangeSaysOnlyWhatWasTyped() throws Exception {
    api.answers("PATCH /__api__/v1/groups/data%20science", 200, TEAM);

    assertThat(larder("edit", "group", "--name=data science", "--sources=").exitCode()).isZero();

    assertThat(api.onlyCall().json()).isEqualTo(json("{\"sources\":[]}"));
  }

  @Test
  void aChangeOfNothingIsWrongUsage() {
    Ran ran = larder("edit", "group", "--name=team");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).startsWith("say what to change about team");
  }

  @Test
  void groupsAreListed() {
    api.answers("GET /__api__/v1/groups", 200, "{\"groups\":[" + TEAM + "]}");

    assertThat(larder("list", "groups").out())
        .isEqualTo(
            """
            NAME  ROLE       REPOS  SOURCES      PEOPLE
            team  publisher  main   private,lab  3
            """);
  }

  @Test
  void aGroupIsDeleted() {
    api.answers("DELETE /__api__/v1/groups/team", 204, "");

    assertThat(larder("delete", "group", "--name=team").out()).isEqualTo("Deleted group 'team'.\n");
  }
}
