package dev.larder.e2e.page;

import static dev.larder.e2e.page.Pages.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larder.e2e.server.Fixture;
import dev.larder.e2e.server.Http;
import dev.larder.e2e.server.SharedFixture;
import dev.larder.e2e.wheel.Package;
import java.net.URI;
import java.net.http.HttpResponse;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are an index, and what those that aren't answer. */
@Order(21)
@ExtendWith(SharedFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexAddressesTest {
  private final Fixture fixture;
  private final String url;

  IndexAddressesTest(Fixture fixture) {
    this.fixture = fixture;
    this.url = fixture.larder().url();
  }

  @BeforeAll
  void publish() {
    fixture.publish(Package.of("addressed", "1.0"));
    assertThat(Http.get(fixture.larder().indexUrl() + "addressed/").statusCode()).isEqualTo(200);
  }

  /** R503-2, R691-2. */
  @ParameterizedTest
  @ValueSource(strings = {"/simple/", "/latest/simple/", "/main/latest/simple/"})
  void isTheIndexOfTheDefaultRepository(String path) {
    JsonNode root = Http.json(Http.get(url + path, "Accept", JSON));

    assertThat(root.path("meta").path("api-version").asText()).isEqualTo("1.4");
    assertThat(root.path("projects").valueStream().map(node -> node.path("name").asText()))
        .contains("addressed");
    assertThat(Jsoup.parse(Http.get(url + path).body()).select("a").eachText())
        .contains("addressed");
    assertThat(Http.get(url + path + "addressed/").statusCode()).isEqualTo(200);
  }

  /** R503-4. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/latest/simple",
        "/simple",
        "/main/latest/simple",
        "/simple/addressed",
        "/latest/simple/addressed",
        "/main/latest/simple/addressed",
        "/latest/simple/ADDRESSED/",
        "/latest/simple/Addressed"
      })
  void isSentToItsRightForm(String path) {
    HttpResponse<String> response = Http.get(url + path);

    assertThat(response.statusCode()).isEqualTo(301);
    URI target =
        URI.create(url + path).resolve(response.headers().firstValue("Location").orElseThrow());
    assertThat(target.getPath())
        .isEqualTo(path.replaceAll("(?i)addressed/?$", "addressed").replaceAll("/?$", "/"));
    assertThat(Http.get(url + target.getPath()).statusCode()).isEqualTo(200);
  }

  /** RHTTP-8. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/simple/nobody-knows-me/",
        "/latest/simple/nobody-knows-me/",
        "/main/latest/simple/nobody-knows-me/",
        "/nosuchrepo/latest/simple/",
        "/nosuchrepo/latest/simple/addressed/",
        "/packages/0000000000000000000000000000000000000000000000000000000000000000/a-1-py3-none-any.whl"
      })
  void whatIsNotThereIsA404InPlainText(String path) {
    HttpResponse<String> response = Http.get(url + path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(response.body().strip().lines()).hasSize(1);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/__ping__", "/__api__/status"})
  void healthNeedsNoCredentials(String path) {
    assertThat(Http.get(url + path).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/__api__/v1/tokens", "/__api__/v1/sources", "/__api__/v1/repos"})
  void theRestOfTheAdminApiDoes(String path) {
    HttpResponse<String> response = Http.get(url + path);

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
        .startsWith("Basic realm=");
  }

  @Test
  void internalCallsAreNotOpenToTheWorld() {
    assertThat(Http.get(url + "/internal/names").statusCode()).isEqualTo(404);
    assertThat(Http.get(url + "/health").statusCode()).isEqualTo(404);
  }
}
