package dev.larder.auth.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.auth.parts.Fixture;
import dev.larder.auth.parts.RunningService;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is refused before any work begins. */
class EdgeTest {

  @RegisterExtension static final Fixture FIXTURE = new Fixture();

  @Test
  void withoutTheSecretNothingButHealthIsAnswered() {
    assertThat(FIXTURE.service().send(FIXTURE.service().request("/health")).status())
        .isEqualTo(200);
    for (String path : List.of("/__api__/v1/tokens", "/internal/keys", "/__api__/v1/nothing")) {
      assertThat(FIXTURE.service().send(FIXTURE.service().request(path)).status()).isEqualTo(403);
      var wrong =
          FIXTURE.service().send(FIXTURE.service().request(path).header("Larder-Secret", "guess"));
      assertThat(wrong.status()).isEqualTo(403);
      assertThat(wrong.type()).startsWith("application/problem+json");
    }
  }

  @Test
  void whatIsNoCallIsSaidInOneLine() {
    var nothing = FIXTURE.service().get("/__api__/v1/tokens/nothing");
    assertThat(nothing.status()).isEqualTo(404);
    assertThat(nothing.detail()).isEqualTo("There is nothing at /__api__/v1/tokens/nothing");

    var form =
        FIXTURE
            .service()
            .send(
                FIXTURE
                    .service()
                    .request("/__api__/v1/tokens")
                    .header("Larder-Secret", RunningService.SECRET)
                    .header("Larder-Caller", "{\"kind\":\"admin\"}")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(body("description=x")));
    assertThat(form.status()).isEqualTo(415);
    assertThat(form.detail()).isEqualTo("The body must be application/json");

    var large =
        FIXTURE
            .service()
            .post("/__api__/v1/tokens", "{\"description\":\"%s\"}".formatted("x".repeat(300_000)));
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.detail()).isEqualTo("the body is too large");
  }

  private static BodyPublisher body(String text) {
    return BodyPublishers.ofString(text, UTF_8);
  }
}
