package dev.larder.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.RawClient;
import dev.larder.gateway.fake.Reply;
import dev.larder.gateway.route.RouteSamples;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A service that dies in the middle of an answer must not leave a client with half of it taken for
 * all.
 */
class BrokenAnswersTest {
  private static final String LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String UNTIL_CLOSE = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";

  private static Fixture fixture;

  @BeforeAll
  static void start() {
    fixture = Fixture.withoutRedis("--larder.limits.page=1s", "--larder.limits.file=1s");
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({
    "length, reset, HTTP/1.1",
    "length, end, HTTP/1.1",
    "chunked, reset, HTTP/1.1",
    "chunked, end, HTTP/1.1",
    "length, reset, HTTP/1.0",
    "chunked, reset, HTTP/1.0",
    "chunked, end, HTTP/1.0",
    "until close, reset, HTTP/1.1",
  })
  void halfAnAnswerIsNeverEndedPolitely(String framing, String end, String version)
      throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    fixture.blob.does(
        call -> {
          call.head(
              switch (framing) {
                case "length" -> LENGTH;
                case "chunked" -> CHUNKED;
                default -> UNTIL_CLOSE;
              });
          String part = "x".repeat(50_000);
          call.head(
              framing.equals("chunked")
                  ? Integer.toHexString(part.length()) + "\r\n" + part + "\r\n"
                  : part);
          waitFor(read);
          if (end.equals("reset")) {
            call.reset();
          } else {
            call.socket().close();
          }
        });
    try (RawClient client = fixture.connect()) {
      client.write("GET " + RouteSamples.FILE + " " + version + "\r\nHost: x\r\n\r\n");
      StringBuilder seen = new StringBuilder();
      boolean clean = readToEnd(client, seen, read);
      assertThat(seen).contains("200 OK").contains("xxxx");
      assertThat(seen).doesNotContain("\r\n0\r\n");
      assertThat(clean).as("a clean end").isFalse();
    }
  }

  @Test
  void anAnswerThatBreaksBeforeItsFirstByteIsAnErrorNamingTheService() {
    fixture.index.does(call -> call.reset());
    Reply reply = fixture.get("/simple/");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text())
        .isEqualTo("index-service broke off before it had answered; see larder status\n");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void whoAskedForAChangeIsToldThatItMayHaveBeenMade() {
    fixture.upload.does(call -> call.reset());
    Reply reply =
        fixture.post(
            "/upload/pypi/private", "a form", "Authorization: Bearer " + Fixture.ADMIN_SECRET);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text())
        .isEqualTo(
            "upload-service broke off before it had answered, and may have done what was asked;"
                + " ask again to be sure; see larder status\n");
  }

  @Test
  void anAnswerThatBreaksBetweenItsHeadAndItsBodyIsNotTakenForAnEmptyOne() {
    fixture.blob.does(
        call -> {
          call.head(LENGTH);
          call.reset();
        });
    try (RawClient client = fixture.connect()) {
      client.send("GET", RouteSamples.FILE);
      Reply reply = client.reply("GET");
      assertThat(reply.status() == 503 || !reply.whole()).isTrue();
      if (reply.status() == 503) {
        assertThat(reply.header("Content-Length")).isEqualTo("" + reply.body().length);
      }
    }
  }

  @Test
  void aServiceThatDoesntBeginToAnswerIsATimeOut() {
    CountDownLatch done = new CountDownLatch(1);
    fixture.index.does(call -> waitFor(done));
    Reply reply = fixture.get("/simple/");
    done.countDown();
    assertThat(reply.status()).isEqualTo(504);
    assertThat(reply.text()).isEqualTo("index-service didn't answer in time; see larder status\n");
  }

  @Test
  void anAnswerThatHasBegunMayTakeItsTime() {
    fixture.blob.does(
        call -> {
          call.head("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na");
          pause(1500);
          call.head("b");
          pause(1500);
          call.head("c");
        });
    assertThat(fixture.get(RouteSamples.FILE).text()).isEqualTo("abc");
  }

  @Test
  void aServiceIsToldWhenTheClientLeaves() {
    AtomicBoolean told = new AtomicBoolean();
    fixture.blob.does(
        call -> {
          call.head("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n");
          byte[] part = new byte[65536];
          try {
            while (true) {
              call.out().write(part);
            }
          } catch (IOException left) {
            told.set(true);
            throw left;
          }
        });
    try (RawClient client = fixture.connect()) {
      client.send("GET", RouteSamples.FILE);
      assertThat(client.in().readNBytes(100_000)).hasSize(100_000);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    await().untilTrue(told);
  }

  @Test
  void aKeptConnectionThatHasDiedCostsNoReader() {
    fixture.index.does(
        call -> {
          call.answer(200, "text/plain", "fine");
          call.socket().close();
        });
    for (int i = 0; i < 300; i++) {
      assertThat(fixture.get("/simple/").status()).isEqualTo(200);
    }
  }

  /**
   * True if the connection ended with an orderly end of its stream in a way that a client takes for
   * the whole.
   */
  private static boolean readToEnd(RawClient client, StringBuilder seen, CountDownLatch read) {
    try {
      byte[] buffer = new byte[65536];
      int n;
      while ((n = client.in().read(buffer)) >= 0) {
        seen.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        if (seen.length() > 40_000) {
          read.countDown();
        }
      }
      return true;
    } catch (SocketTimeoutException never) {
      throw new AssertionError("the client is left waiting", never);
    } catch (IOException reset) {
      return false;
    }
  }

  private static void waitFor(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
