package dev.larder.gateway.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.RawClient;
import dev.larder.gateway.fake.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPagesTest {
  private static Fixture fixture;

  @BeforeAll
  static void start() {
    fixture = Fixture.withoutRedis();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void theHomePageNamesTheAddressUnderWhichTheReaderCame() {
    Reply reply = fixture.get("/", "Host: larder.corp:4242");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(reply.text())
        .contains("http://larder.corp:4242/latest/simple/")
        .contains("__api__/status")
        .contains("prefers-color-scheme")
        .doesNotContain("{{")
        .doesNotContain("<script")
        .doesNotContain("src=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<script>", "a\"b", "x/y", "a b"})
  void aHostThatIsNoneIsNotWrittenIntoThePage(String host) {
    assertThat(fixture.get("/", "Host: " + host).text()).doesNotContain("http://" + host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/__ping__", "/__api__/status", "/nothing"})
  void headIsGetWithoutTheBody(String path) {
    try (RawClient client = fixture.connect()) {
      client.send("GET", path);
      Reply get = client.reply("GET");
      client.send("HEAD", path);
      Reply head = client.reply("HEAD");
      assertThat(head.status()).isEqualTo(get.status());
      assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
      assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
      client.send("GET", "/__ping__");
      assertThat(client.reply("GET").text()).isEqualTo("pong\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /__ping__, 'GET, HEAD'",
    "DELETE, /, 'GET, HEAD'",
    "PUT, /simple/, 'GET, HEAD'",
    "GET, /upload/pypi/private, POST",
    "PATCH, /__api__/status, 'GET, HEAD'"
  })
  void anotherMethodIsRefusedWithThoseThatArePossible(String method, String path, String allow) {
    Reply reply = fixture.ask(method, path, "Content-Length: 0");
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo(allow);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void nothingElseLivesHere() {
    Reply reply = fixture.get("/favicon.ico");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("Content-Type")).startsWith("text/plain");
    assertThat(reply.text().lines()).hasSize(1);
  }
}
