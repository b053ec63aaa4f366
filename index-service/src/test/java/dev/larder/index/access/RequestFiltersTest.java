package dev.larder.index.access;

import static dev.larder.index.FakeSync.page;
import static dev.larder.index.ListedFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.index.Fixture;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFiltersTest {
  private static Fixture fixture;

  @BeforeAll
  static void open() {
    fixture = Fixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/simple/", "/simple/demo/", "/internal/names", "/__api__/v1/sources", "/nothing"})
  void nobodyComesInWithoutTheSecret(String path) {
    assertThat(fixture.bare(path).statusCode()).isEqualTo(403);
  }

  @Test
  void theHealthIsForEverybody() {
    HttpResponse<String> response = fixture.bare("/health");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo(
            "{\"status\":\"up\",\"parts\":{\"postgresql\":\"up\",\"redis\":\"up\",\"upstreams\":\"up\"}}");
  }

  @Test
  void servicesGetProblemsAndClientsGetText() {
    HttpResponse<String> service = fixture.get("/internal/sources/nothing");
    assertThat(service.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(Fixture.parse(service.body()))
        .containsEntry("title", "Not Found")
        .containsEntry("status", 404)
        .containsEntry("detail", "source 'nothing' does not exist; existing: private, pypi");
    HttpResponse<String> client = fixture.get("/elsewhere");
    assertThat(client.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(client.body()).isEqualTo("There is nothing at /elsewhere\n");
    assertThat(fixture.get("/elsewhere", "Accept", "application/problem+json").body())
        .startsWith("{\"title\"");
    assertThat(fixture.post("/simple/", Map.of()).statusCode()).isEqualTo(405);
  }

  @Test
  void aGoodRequestIdTravelsAndABadOneIsReplaced() {
    fixture.sync.answer("pypi", "one", page("\"1\"", file("one-1.0.tar.gz")));
    fixture.get("/simple/one/", "X-Request-Id", "request-42");
    assertThat(fixture.sync.questions("pypi", "one").getFirst())
        .containsEntry("requestId", "request-42");
    assertThat(fixture.query("select request_id from change where project = 'one'"))
        .containsExactly("request-42");
    fixture.get("/simple/two/", "X-Request-Id", "not a good one");
    assertThat((String) fixture.sync.questions("pypi", "two").getFirst().get("requestId"))
        .matches("[0-9a-f]{16}");
  }
}
