package dev.larder.stack.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresentSourcesTest {
  private HttpServer index;
  private volatile String answer =
      """
      {"sources":[{"name":"private","type":"local-python","url":null},
                  {"name":"pypi","type":"pypi","url":"https://new.example/simple/"}]}
      """;

  @BeforeEach
  void start() throws IOException {
    index = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    index.createContext(
        "/__api__/v1/sources",
        exchange -> {
          try (exchange) {
            boolean ours = "hush".equals(exchange.getRequestHeaders().getFirst("Larder-Secret"));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(ours ? 200 : 403, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    index.start();
  }

  @AfterEach
  void stop() {
    index.stop(0);
  }

  @Test
  void theMirrorsAreNamedWithTheUrlsThatTheyHaveNow() throws IOException {
    PresentSources present = PresentSources.ask(url(), "hush");

    assertThat(present.urls()).isEqualTo(Map.of("pypi", "https://new.example/simple/"));
    assertThat(present.text()).isEqualTo("pypi: https://new.example/simple/");
  }

  @Test
  void credentialsAndOrderMakeNoDifference() {
    PresentSources present =
        new PresentSources(Map.of("a", "https://a.example/", "b", "https://b.example/"));

    assertThat(
            present.follow(
                List.of(
                    new UpstreamUrl("https://user:word@b.example/"),
                    new UpstreamUrl("https://a.example/"))))
        .isTrue();
    assertThat(present.follow(List.of(new UpstreamUrl("https://a.example/")))).isFalse();
  }

  @Test
  void anAnswerThatIsNoneIsAnIoException() {
    answer = "<html>";
    assertThatThrownBy(() -> PresentSources.ask(url(), "hush")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> PresentSources.ask(url(), "wrong")).isInstanceOf(IOException.class);
  }

  private String url() {
    return "http://127.0.0.1:" + index.getAddress().getPort();
  }
}
