package dev.larder.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.Reply;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApiPageTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CATALOGUE =
      """
      {"openapi":"3.0.1","info":{"title":"index"},"security":[{"other":[]}],
       "paths":{"/__api__/v1/repos":{"get":{"summary":"list"}},
                "/__api__/status":{"get":{"summary":"not its own"}},
                "/internal/names":{"get":{}}, "/simple/":{"get":{}}},
       "components":{"schemas":{"Repo":{"type":"object"}}}}
      """;
  private static final String TOKENS =
      """
      {"openapi":"3.1.0","paths":{"/__api__/v1/tokens":{"get":{"summary":"tokens"}}}}
      """;
  private static final String SYNCS =
      """
      {"openapi":"3.0.1","paths":{"/__api__/v1/syncs":{"get":{"summary":"runs"}},
                                  "/internal/look":{"post":{}}}}
      """;

  private static Fixture fixture;

  @BeforeAll
  static void start() {
    fixture = Fixture.withoutRedis("--larder.server.address=https://host/rspm");
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @BeforeEach
  void describe() {
    fixture.index.does(call -> call.answer(200, "application/json", CATALOGUE));
    fixture.sync.does(call -> call.answer(200, "application/json", SYNCS));
    fixture.auth.does(call -> call.answer(200, "application/json", TOKENS));
  }

  @Test
  void theDescriptionHoldsTheCallsOfAllServicesAndNothingFromInside() {
    Reply reply = fixture.get("/__api__/openapi.json");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    JsonNode document = JSON.readTree(reply.body());
    assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
    assertThat(document.path("paths").propertyNames())
        .containsExactly(
            "/__api__/status",
            "/__api__/v1/repos",
            "/__api__/v1/sources/{source}/files",
            "/__api__/v1/syncs",
            "/__api__/v1/tokens");
    assertThat(document.at("/paths/~1__api__~1status/get/summary").asString())
        .startsWith("How the server");
    assertThat(document.at("/components/schemas/Repo/type").asString()).isEqualTo("object");
    assertThat(document.at("/servers/0/url").asString()).as("right under a prefix").isEqualTo("..");
    assertThat(document.at("/components/securitySchemes/token/scheme").asString())
        .isEqualTo("bearer");
    assertThat(document.path("security").toString()).isEqualTo("[{\"token\":[]}]");
    assertThat(fixture.index.calls().getFirst().header("Larder-Secret")).isEqualTo(Fixture.SECRET);
  }

  @ParameterizedTest
  @CsvSource({
    "500, '{}'",
    "404, '{\"openapi\":\"3.0.0\"}'",
    "200, '<html>'",
    "200, '{}'",
    "200, '[1]'"
  })
  void aServiceThatDoesntDescribeItselfIsNamed(int status, String body) {
    fixture.index.does(call -> call.answer(status, "application/json", body));
    Reply reply = fixture.get("/__api__/openapi.json");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.text()).contains("index-service doesn't describe its calls now");
  }

  @Test
  void thePageAndItsFilesComeFromHereAlone() {
    Reply page = fixture.get("/__api__/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'")
        .doesNotContain("unsafe", "http", "*");
    assertThat(Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(page.text()).results())
        .map((MatchResult match) -> match.group(1))
        .filteredOn(link -> !link.startsWith("data:"))
        .isNotEmpty()
        .allSatisfy(
            link -> {
              assertThat(link).doesNotContain("//").doesNotStartWith("/");
              Reply file = fixture.get("/rspm/__api__/" + link);
              assertThat(file.status()).as(link).isEqualTo(200);
              assertThat(file.header("X-Content-Type-Options"))
                  .isEqualTo(link.equals("openapi.json") ? null : "nosniff");
              assertThat(file.header("Content-Type"))
                  .startsWith(
                      switch (link.substring(link.lastIndexOf('.') + 1)) {
                        case "css" -> "text/css";
                        case "js" -> "text/javascript";
                        default -> "application/json";
                      });
            });
    assertThat(page.text()).as("scripts stand in files").doesNotContain("<script>");
  }

  @Test
  void aFileThatWasFetchedIsNotFetchedAgain() {
    Reply first = fixture.get("/__api__/page/swagger-ui-bundle.js");
    assertThat(first.body().length).isGreaterThan(500_000);
    Reply second =
        fixture.get("/__api__/page/swagger-ui-bundle.js", "If-None-Match: " + first.header("ETag"));
    assertThat(second.status()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void thePathWithoutItsSlashLeadsToThePage() {
    for (String path : new String[] {"/__api__", "/rspm/__api__"}) {
      Reply reply = fixture.get(path);
      assertThat(reply.status()).isEqualTo(301);
      assertThat(reply.header("Location")).isEqualTo("__api__/");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/__api__/page/other.js, 404",
    "/__api__/page/, 401",
    "/__api__/page/../openapi.json, 401",
    "/__api__/page/..%2fown.json, 401",
    "/__api__/own.json, 401",
  })
  void nothingElseOfTheJarsIsServed(String path, int status) {
    Reply reply = fixture.get(path);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }
}
