package dev.larder.sync.look;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.larder.memory.ByteBudget;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MicronautTest(transactional = false)
@Property(name = "larder.secret", value = "s3cret")
@Property(name = "larder.port", value = "-1")
class LookControllerTest {
  private final EmbeddedServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private final ByteBudget budget;

  LookControllerTest(EmbeddedServer server, ByteBudget budget) {
    this.server = server;
    this.budget = budget;
  }

  @Test
  void aFolderIsLookedAt(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("p-1.0.tar.gz"), "not really");
    HttpResponse<InputStream> response =
        post("{\"source\":\"up\",\"url\":\"%s\",\"project\":\"P\"}".formatted(folder.toUri()));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    Answer answer = Answer.of(response.body());
    assertThat(answer.outcome()).isEqualTo("page");
    assertThat(answer.filenames()).containsExactly("p-1.0.tar.gz");
    HttpResponse<InputStream> again =
        post(
            "{\"source\":\"up\",\"url\":\"%s\",\"project\":\"p\",\"etag\":\"%s\"}"
                .formatted(folder.toUri(), answer.etag().replace("\"", "\\\"")));
    assertThat(text(again)).isEqualTo("{\"outcome\":\"unchanged\"}");
    while (budget.used() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whereAnUpstreamsHostIsIsToldWhereItWasNotKnown(@TempDir Path folder) throws Exception {
    HttpServer upstream =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    upstream.createContext(
        "/p/",
        exchange -> {
          byte[] page = "<a href='p-1.0.tar.gz'>p-1.0.tar.gz</a>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    upstream.start();
    try {
      String url = "http://127.0.0.1:%d/".formatted(upstream.getAddress().getPort());
      String look = "{\"source\":\"up\",\"url\":\"%s\",\"project\":\"%s\"%s}";
      assertThat(post(look.formatted(url, "p", "")).headers().firstValue("Larder-Inside"))
          .contains("loopback");
      assertThat(
              post(look.formatted(url, "p", ",\"reach\":{\"inside\":[\"loopback\"]}"))
                  .headers()
                  .firstValue("Larder-Inside"))
          .isEmpty();
      assertThat(post(look.formatted(url, "q", "")).headers().firstValue("Larder-Inside"))
          .isEmpty();
      assertThat(
              post(look.formatted(folder.toUri(), "p", "")).headers().firstValue("Larder-Inside"))
          .isEmpty();
    } finally {
      upstream.stop(0);
    }
  }

  @Test
  void aFailureIsAnAnswer(@TempDir Path folder) throws Exception {
    String url = folder.resolve("gone").toUri().toString();
    Answer answer =
        Answer.of(
            post("{\"source\":\"up\",\"url\":\"%s\",\"project\":\"p\"}".formatted(url)).body());
    assertThat(answer.outcome()).isEqualTo("failed");
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.detail()).contains("there is no", "gone");
  }

  @Test
  void aHangingUpstreamIsLeftInTime() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    HttpServer hanging =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hanging.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    hanging.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("<a href=p-1.zip>p-1.zip</a>".getBytes());
          exchange.getResponseBody().flush();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    hanging.start();
    try {
      long start = System.nanoTime();
      Answer answer =
          Answer.of(
              post("{\"source\":\"up\",\"url\":\"http://127.0.0.1:%d/\",\"project\":\"p\",\"timeoutMillis\":300}"
                      .formatted(hanging.getAddress().getPort()))
                  .body());
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.detail()).contains("did not answer within 0.3 s");
    } finally {
      end.countDown();
      hanging.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 'source' is missing",
        "{\"source\":\"up\",\"url\":\"https://h/\"} | 'project' is missing",
        "{\"source\":\"up\",\"project\":\"p\"} | 'url' is missing",
        "{\"source\":\"up\",\"project\":\"../p\",\"url\":\"https://h/\"} | not a valid project name",
        "{\"source\":\"up\",\"project\":\"p\",\"url\":\"ftp://h/\"} | 'url' must be",
        "{\"source\":\"up\",\"project\":\"p\",\"url\":\"https://u:p@h/\"} | without credentials",
        "{\"source\":\"up\",\"project\":\"p\",\"url\":\"file://host/x/\"} | 'url' must be",
        "{\"source\":\"up\",\"project\":\"p\",\"url\":\"file:x\"} | 'url' must be",
        "{\"source\":\"up\",\"project\":\"p\",\"url\":\"h t\"} | 'url' is no URL",
        "{\"source\": | JSON",
        "[] | expected START_OBJECT",
      })
  void aBadQuestionIsRefusedInOneLine(String body, String detail) throws Exception {
    HttpResponse<InputStream> response = post(body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(text(response)).contains("\"title\":\"Bad Request\",\"status\":400", detail);
  }

  @Test
  void nobodyGetsInWithoutTheSecretButTheHealthIsPublic() throws Exception {
    for (String path : new String[] {"/internal/look", "/", "/health/x", "/nowhere"}) {
      HttpResponse<InputStream> response =
          send(HttpRequest.newBuilder(uri(path)).header("Larder-Secret", "wrong").build());
      assertThat(response.statusCode()).isEqualTo(403);
    }
    HttpResponse<InputStream> health = send(HttpRequest.newBuilder(uri("/health")).build());
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(text(health)).contains("\"status\":\"up\"", "\"postgresql\":\"down\"");
  }

  @Test
  void anUnknownPathIsAProblemToo() throws Exception {
    HttpResponse<InputStream> response =
        send(
            HttpRequest.newBuilder(uri("/internal/nowhere"))
                .header("Larder-Secret", "s3cret")
                .build());
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(text(response)).startsWith("{\"title\":\"Not Found\",\"status\":404,");
  }

  private HttpResponse<InputStream> post(String body) throws Exception {
    return send(
        HttpRequest.newBuilder(uri("/internal/look"))
            .header("Larder-Secret", "s3cret")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
  }

  private URI uri(String path) {
    return server.getURI().resolve(path);
  }

  private static String text(HttpResponse<InputStream> response) throws Exception {
    return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
  }
}
