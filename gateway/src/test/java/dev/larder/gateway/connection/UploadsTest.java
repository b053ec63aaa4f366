package dev.larder.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.RawClient;
import dev.larder.gateway.fake.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Uploads that are answered before they have ended, and uploads that break. */
class UploadsTest {
  private static final int MEGABYTE = 1024 * 1024;
  private static final String GOOD = "Authorization: Bearer " + Fixture.ADMIN_SECRET;

  private static Fixture fixture;

  @BeforeAll
  static void start() {
    fixture = Fixture.withoutRedis();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  /**
   * Who refuses, how fast the client sends, how the body is framed, whether the connection is kept.
   */
  static Stream<Arguments> earlyAnswers() {
    return Stream.of("401", "403", "413").flatMap(UploadsTest::withFraming);
  }

  private static Stream<Arguments> withFraming(String status) {
    return Stream.of("length", "chunked")
        .flatMap(
            framing ->
                Stream.of("keep-alive", "close")
                    .flatMap(
                        connection ->
                            Stream.of(
                                Arguments.of(status, framing, connection, 0),
                                Arguments.of(status, framing, connection, 20))));
  }

  @ParameterizedTest
  @MethodSource("earlyAnswers")
  void aClientThatSendsFiftyMegabytesBeforeItReadsGetsTheAnswer(
      String status, String framing, String connection, int pauseMillis) throws Exception {
    fixture.upload.does(
        call -> {
          call.answer(413, "text/plain", "File too large.");
          drainForAWhile(call.in());
          call.socket().close();
        });
    String credential =
        switch (status) {
          case "401" -> "X-None: x";
          case "403" -> "Authorization: Bearer nonsense";
          default -> GOOD;
        };
    boolean chunked = framing.equals("chunked");
    try (RawClient client = fixture.connect()) {
      client.send(
          "POST",
          "/upload/pypi/private",
          credential,
          "Connection: " + connection,
          chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + 50 * MEGABYTE);
      byte[] part = new byte[MEGABYTE];
      for (int i = 0; i < 50; i++) {
        sendPart(client.out(), part, chunked);
        Thread.sleep(pauseMillis);
      }
      if (chunked) {
        client.write("0\r\n\r\n");
      }
      Reply reply = client.reply("POST");
      assertThat(reply.status()).isEqualTo(Integer.parseInt(status));
      assertThat(reply.whole()).isTrue();
      assertThat(reply.body()).isNotEmpty();
    }
  }

  @Test
  void anUploadWithoutCredentialsReachesNobody() {
    fixture.upload.does(call -> call.answer(200, "text/plain", "fine"));
    Reply reply = fixture.ask("POST", "/upload/pypi/private", "Content-Length: 1000");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(fixture.upload.calls()).isEmpty();
  }

  @Test
  void aConnectionIsOfUseAgainAfterAnEarlyAnswer() throws Exception {
    try (RawClient client = fixture.connect()) {
      client.send("POST", "/upload/pypi/private", "Content-Length: " + MEGABYTE);
      assertThat(client.reply("POST").status()).isEqualTo(401);
      client.out().write(new byte[MEGABYTE]);
      client.send("GET", "/__ping__");
      assertThat(client.reply("GET").text()).isEqualTo("pong\n");
    }
  }

  @Test
  void aClientThatAsksFirstIsAnsweredBeforeItSends() {
    Reply refused =
        fixture.ask(
            "POST", "/upload/pypi/private", "Expect: 100-continue", "Content-Length: 1000000");
    assertThat(refused.status()).isEqualTo(401);
    fixture.upload.does(
        call -> {
          long read = call.drain();
          call.answer(200, "text/plain", "got " + read);
        });
    try (RawClient client = fixture.connect()) {
      client.send(
          "POST", "/upload/pypi/private", GOOD, "Expect: 100-continue", "Content-Length: 5");
      assertThat(client.reply("HEAD").status()).isEqualTo(100);
      client.write("12345");
      assertThat(client.reply("POST").text()).isEqualTo("got 5");
    }
  }

  @ParameterizedTest
  @MethodSource("framings")
  void anUploadThatBreaksOffIsNotEndedPolitely(boolean chunked) throws Exception {
    AtomicLong read = new AtomicLong();
    AtomicReference<String> tail = new AtomicReference<>();
    fixture.upload.does(
        call -> {
          byte[] buffer = new byte[65536];
          String last = "";
          try {
            int n;
            while ((n = call.in().read(buffer)) >= 0) {
              read.addAndGet(n);
              last = new String(Arrays.copyOfRange(buffer, Math.max(0, n - 7), n));
            }
          } catch (IOException broken) {
            // as good an end as any
          }
          tail.set(last);
          call.socket().close();
        });
    try (RawClient client = fixture.connect()) {
      client.send(
          "POST",
          "/upload/pypi/private",
          GOOD,
          chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + 3 * MEGABYTE);
      sendPart(client.out(), new byte[MEGABYTE], chunked);
      await().until(() -> read.get() >= MEGABYTE);
    }
    await().until(() -> tail.get() != null);
    assertThat(tail.get()).doesNotContain("0\r\n\r\n");
    assertThat(read.get()).isLessThan(3 * MEGABYTE);
  }

  static Stream<Boolean> framings() {
    return Stream.of(true, false);
  }

  @Test
  void aServiceThatDiesDuringAnUploadIsAnError() throws Exception {
    fixture.upload.does(
        call -> {
          assertThat(call.in().readNBytes(MEGABYTE)).hasSize(MEGABYTE);
          call.reset();
        });
    try (RawClient client = fixture.connect()) {
      client.send("POST", "/upload/pypi/private", GOOD, "Content-Length: " + 20 * MEGABYTE);
      for (int i = 0; i < 20; i++) {
        client.out().write(new byte[MEGABYTE]);
      }
      Reply reply = client.reply("POST");
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.text()).startsWith("upload-service broke off");
    }
  }

  @Test
  void theAnswerOfAServiceThatRefusesAndHangsUpAtOnceArrives() throws Exception {
    fixture.upload.does(
        call -> {
          call.answer(413, "text/plain", "File too large.");
          call.socket().close();
        });
    for (int i = 0; i < 20; i++) {
      try (RawClient client = fixture.connect()) {
        client.send("POST", "/upload/pypi/private", GOOD, "Content-Length: " + 10 * MEGABYTE);
        for (int part = 0; part < 10; part++) {
          client.out().write(new byte[MEGABYTE]);
        }
        Reply reply = client.reply("POST");
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.text()).isEqualTo("File too large.");
      }
    }
  }

  @Test
  void anUploadIsSentOnceOnly() throws Exception {
    fixture.upload.does(call -> call.reset());
    Reply reply = fixture.ask("POST", "/upload/pypi/private", GOOD, "Content-Length: 0");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(fixture.upload.calls()).hasSize(1);
  }

  private static void sendPart(OutputStream out, byte[] part, boolean chunked) throws IOException {
    if (chunked) {
      out.write((Integer.toHexString(part.length) + "\r\n").getBytes());
    }
    out.write(part);
    if (chunked) {
      out.write("\r\n".getBytes());
    }
  }

  private static void drainForAWhile(InputStream in) {
    try {
      byte[] buffer = new byte[65536];
      while (in.read(buffer) >= 0) {}
    } catch (IOException gone) {
      // the gateway left, as it may
    }
  }
}
