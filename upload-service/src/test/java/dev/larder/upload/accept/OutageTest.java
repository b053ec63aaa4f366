package dev.larder.upload.accept;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.larder.upload.testing.Distributions;
import dev.larder.upload.testing.Fixture;
import dev.larder.upload.testing.Fixture.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageTest {

  private static final byte[] WHEEL = Distributions.wheel("foo", "1.0");

  private Fixture fixture;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    fixture =
        new Fixture(
            folder, Map.of("larder.s3.connect-timeout", "500ms", "larder.index.patience", "1s"));
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private Answer upload() throws IOException {
    return fixture.upload("bdist_wheel", "foo", "1.0", "foo-1.0-py3-none-any.whl", WHEEL);
  }

  @Test
  void anUploadWhileTheStoreIsAwayIsRefusedForNowAndTakenLater() throws Exception {
    fixture.s3().stop();

    Answer answer = upload();

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo("The file store can't be reached now; try again in a moment.\n");
    assertThat(fixture.health().status()).isEqualTo(503);
    assertThat(fixture.health().body()).contains("\"status\":\"down\"", "\"s3\":\"down\"");

    fixture.s3().start();
    fixture.awaitHealth("up");
    assertThat(upload().status()).isEqualTo(200);
  }

  @Test
  void anUploadThatTheStoreHasNoRoomForNamesTheFullDisk(@TempDir Path other) throws Exception {
    HttpServer stack =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stack.createContext(
        "/health",
        exchange -> {
          try (exchange) {
            byte[] body = "{\"diskFull\":true,\"restarts\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    stack.start();
    try (var full =
        new Fixture(
            other,
            Map.of(
                "larder.s3.connect-timeout",
                "500ms",
                "larder.stack.url",
                "http://127.0.0.1:" + stack.getAddress().getPort()))) {
      full.s3().stop();

      Answer answer = full.upload("bdist_wheel", "foo", "1.0", "foo-1.0-py3-none-any.whl", WHEEL);

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body()).startsWith("The disk of the file store is full");
    } finally {
      stack.stop(0);
    }
  }

  @Test
  void anUploadWhileTheCatalogueFailsIsRefusedForNowAndItsBytesStay() throws Exception {
    fixture.index().answerPublishingWith(503);

    Answer answer = upload();

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo(
            "The catalogue broke off, and the file may have been published;"
                + " upload it again to be sure.\n");
    assertThat(fixture.s3().keys()).hasSize(2);

    fixture.index().answerPublishingWith(0);
    assertThat(upload().status()).isEqualTo(200);
  }

  @Test
  void aCatalogueThatDiesAfterItTookAFileIsAskedAgain() throws Exception {
    fixture.index().loseAnswers(3);

    Answer answer = upload();

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(fixture.index().published()).hasSize(1);
    String key = fixture.index().published().getFirst().get("key").toString();
    assertThat(fixture.s3().keys()).containsExactlyInAnyOrder(key, key + ".metadata");
  }

  @Test
  void whatTheCatalogueRefusesIsRefusedInItsWords() throws Exception {
    fixture.index().answerPublishingWith(422);

    assertThat(upload().body()).isEqualTo("as the test wants it\n");
  }

  @Test
  void withoutTheCatalogueNothingIsRead() throws Exception {
    fixture.index().close();

    Answer answer = upload();

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo("The catalogue can't be reached now; try again in a moment.\n");
    assertThat(fixture.s3().keys()).isEmpty();
  }
}
