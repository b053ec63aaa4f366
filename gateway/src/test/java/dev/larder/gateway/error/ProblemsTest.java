package dev.larder.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever the gateway refuses under {@code /__api__}, it says as a problem (RFC 9457). */
class ProblemsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ADMIN = "Authorization: Bearer " + Fixture.ADMIN_SECRET;
  private static Fixture fixture;

  @BeforeAll
  static void start() {
    fixture = Fixture.withoutRedis("--larder.limits.catalogue=300ms");
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /__api__/v1/repos, 'X: y', 401",
    "GET, /__api__/v1/nothing, 'X: y', 401",
    "GET, /__api__/v1/repos, 'Authorization: Bearer nonsense', 403",
    "GET, /__api__/v1/nothing, 'Authorization: Bearer " + Fixture.ADMIN_SECRET + "', 404",
    "PUT, /__api__/v1/repos, 'Authorization: Bearer " + Fixture.ADMIN_SECRET + "', 405",
    "POST, /__api__/status, 'X: y', 405",
    "POST, /__api__/openapi.json, 'X: y', 405",
    "GET, /__api__/v1/repos?x=1, 'Authorization: Basic !', 403",
  })
  void aRefusalIsAProblem(String method, String target, String header, int status) {
    assertProblem(fixture.ask(method, target, header, "Content-Length: 0"), status);
  }

  @Test
  void aServiceThatIsSilentOrBreaksOffIsAProblem() {
    fixture.index.does(call -> Thread.yield());
    assertProblem(fixture.get("/__api__/v1/log", ADMIN), 504);
    fixture.auth.does(call -> call.reset());
    assertProblem(
        fixture.ask("POST", "/__api__/v1/tokens/revoke", ADMIN, "Content-Length: 0"), 503);
  }

  private static void assertProblem(Reply reply, int status) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    JsonNode problem = JSON.readTree(reply.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asString()).isNotBlank();
    assertThat(problem.path("detail").asString().lines()).hasSize(1);
  }
}
