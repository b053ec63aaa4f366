package dev.larder.cli.repository;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoriesTest {
  private static final String TEAM =
      """
      {"name":"team","type":"python","default":true,"description":"For us","hidden":false,
       "authenticated":true,"sources":[{"name":"private","type":"local-python"},
       {"name":"pypi","type":"pypi"}],"created":"2026-01-01T00:00:00Z"}
      """;
  private static final String MAIN =
      """
      {"name":"main","type":"python","default":false,"description":"","hidden":false,
       "authenticated":false,"sources":[{"name":"private","type":"local-python"},
       {"name":"pypi","type":"pypi"}],"created":"2026-01-01T00:00:00Z"}
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

  private Ran larder(String args) {
    return Ran.larder(Map.of("LARDER_ADDRESS", api.address()), args.split(" "));
  }

  @Test
  void aRepositoryIsMadeAsItWasAskedFor() {
    api.answers("POST /__api__/v1/repos", 201, TEAM);

    Ran ran =
        larder(
            "create repo --name=team --sources=private,pypi --authenticated --succeed-on-existing");

    assertThat(ran.out())
        .isEqualTo(
            """
            Repository: team - For us - Python
            Sources:
            --private (Local Python)
            --pypi (PyPI)
            """);
    assertThat(api.calls().getFirst().json())
        .isEqualTo(
            json(
                """
                {"name":"team","type":"python","description":"","sources":["private","pypi"],
                 "authenticated":true,"succeedOnExisting":true}
                """));
  }

  @Test
  void whoAsksForATokenIsToldWhereTheSameSourceNeedsNone() {
    api.answers("POST /__api__/v1/repos", 201, TEAM);
    api.answers("GET /__api__/v1/repos", 200, "{\"repos\":[" + TEAM + "," + MAIN + "]}");

    Ran ran = larder("create repo --name=team --sources=private,pypi --authenticated");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err())
        .isEqualTo("warning: source 'private' is also in 'main', which needs no token\n");
  }

  @Test
  void whoOpensASourceIsToldWhereItNeedsAToken() {
    api.answers("POST /__api__/v1/repos/main/sources", 200, MAIN);
    api.answers("GET /__api__/v1/repos", 200, "{\"repos\":[" + TEAM + "," + MAIN + "]}");

    assertThat(larder("subscribe --repo=main --source=private").err())
        .isEqualTo(
            "warning: source 'private' is also in 'team', which needs a token; 'main' needs none\n");
  }

  @Test
  void sharingPublicPackagesOrOneKindOfRepositoryIsNothingToWarnOf() {
    String mirror = TEAM.replace("{\"name\":\"private\",\"type\":\"local-python\"},", "");
    api.answers("POST /__api__/v1/repos", 201, mirror);
    api.answers("PATCH /__api__/v1/repos/team", 200, TEAM);
    api.answers(
        "GET /__api__/v1/repos",
        200,
        "{\"repos\":[" + TEAM + "," + MAIN.replace("false", "true") + "]}");

    assertThat(larder("create repo --name=team --authenticated").err()).isEmpty();
    assertThat(larder("edit repo --name=team --authenticated").err()).isEmpty();
  }

  @Test
  void theServerSaysWhichTypesItKnows() {
    api.refuses(
        "POST /__api__/v1/repos", 400, "repository type 'r' is not supported; supported: python");

    Ran ran = larder("create repo --name=x --type=r");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).isEqualTo("repository type 'r' is not supported; supported: python\n");
    assertThat(ran.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--new-name=crew | {\"newName\":\"crew\"}",
        "--description=Ours | {\"description\":\"Ours\"}",
        "--clear-description | {\"description\":\"\"}",
        "--hide | {\"hidden\":true}",
        "--hide=false | {\"hidden\":false}",
        "--authenticated | {\"authenticated\":true}",
        "--authenticated=false --hide | {\"hidden\":true,\"authenticated\":false}",
        "--default | {\"default\":true}"
      })
  void onlyWhatIsNamedIsChanged(String options, String body) {
    api.answers("PATCH /__api__/v1/repos/team", 200, TEAM);

    assertThat(larder("edit repo --name=team " + options).out())
        .isEqualTo(
            """
            Repository: team - For us - Python
            Sources:
            --private (Local Python)
            --pypi (PyPI)
            Default:  yes
            Hidden:  no
            Authenticated:  yes
            Created:  2026-01-01T00:00:00Z
            """);
    assertThat(api.calls().getFirst().json()).isEqualTo(json(body));
  }

  @Test
  void aRepositoryIsDeleted() {
    api.answers("DELETE /__api__/v1/repos/team", 204, "");

    assertThat(larder("delete repo --name=team").out()).isEqualTo("Deleted repository 'team'.\n");
    assertThat(larder("delete repo --name=team -o json").out()).isEqualTo("{ }\n");
  }

  @Test
  void theDefaultOneIsNotDeletedAndTheServerSaysSo() {
    api.refuses("DELETE /__api__/v1/repos/main", 409, "'main' is the default repository");

    Ran ran = larder("delete repo --name=main");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).isEqualTo("'main' is the default repository\n");
  }

  @Test
  void theLastSourceIsTakenOut() {
    api.answers(
        "DELETE /__api__/v1/repos/team/sources/pypi",
        200,
        "{\"name\":\"team\",\"type\":\"python\",\"sources\":[]}");

    assertThat(larder("unsubscribe --repo=team --source=pypi").out())
        .isEqualTo("Repository: team\nSources: none\n");
  }

  @Test
  void sourcesArePutIntoAnotherOrder() {
    api.answers("PUT /__api__/v1/repos/team/sources", 200, TEAM);

    assertThat(larder("reorder --repo=team --sources=private,pypi").out())
        .isEqualTo("Repository: team\nSources:\n--private (Local Python)\n--pypi (PyPI)\n");
    assertThat(api.onlyCall().json()).isEqualTo(json("{\"sources\":[\"private\",\"pypi\"]}"));
  }

  @Test
  void repositoriesAreShownWithTheirSourcesInOrder() {
    api.answers("GET /__api__/v1/repos", 200, "{\"repos\":[" + TEAM + "]}");

    assertThat(larder("list repos").out().lines())
        .containsExactly(
            "NAME  TYPE    DEFAULT  AUTHENTICATED  HIDDEN  SOURCES       DESCRIPTION",
            "team  Python  yes      yes            no      private,pypi  For us");
  }

  @Test
  void jsonIsTheAnswerAsItCame() {
    api.answers("GET /__api__/v1/repos", 200, "{\"repos\":[" + TEAM + "]}");

    assertThat(json(larder("list repos -o json").out()))
        .isEqualTo(json("{\"repos\":[" + TEAM + "]}"));
  }

  @ParameterizedTest
  @CsvSource({"a/b, a%2Fb", "a?b, a%3Fb", "ä, %C3%A4", "../tokens, ..%2Ftokens", ".., %2E%2E"})
  void aNameStaysOneSegmentWhateverItHolds(String name, String encoded) {
    Ran ran = larder("delete repo --name=" + name);

    assertThat(api.onlyCall().call()).isEqualTo("DELETE /__api__/v1/repos/" + encoded);
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create repo",
        "create repo --name=",
        "create repo --name=a --sources=b,,c",
        "edit repo --name=a",
        "edit repo --name=a --description=b --clear-description",
        "edit repo --name=a --hide=perhaps",
        "delete repo",
        "subscribe --repo=a",
        "unsubscribe --source=a",
        "reorder --repo=a"
      })
  void wrongUsageNeverReachesTheServer(String args) {
    Ran ran = larder(args);

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(api.calls()).isEmpty();
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
