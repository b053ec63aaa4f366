package dev.larder.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.RawClient;
import dev.larder.gateway.fake.Reply;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Small bodies: whole and in bounds before a service hears of them. */
class BodiesTest {
  private static final int MOST = 64 * 1024;
  private static final String ADMIN = "Authorization: Bearer " + Fixture.ADMIN_SECRET;

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
  void aQuestionOfXmlRpcArrivesAsItWasSent() {
    String question =
        "<?xml version='1.0'?><methodCall><methodName>changelog_last_serial</methodName>"
            + "</methodCall>";
    AtomicReference<String> came = new AtomicReference<>();
    fixture.index.does(
        call -> {
          byte[] body = call.in().readNBytes(Integer.parseInt(call.header("Content-Length")));
          came.set(call.target() + " " + new String(body, StandardCharsets.UTF_8));
          call.answer(200, "text/xml", "<methodResponse/>");
        });
    Reply reply = post("/main/latest/pypi", "Content-Type: text/xml", question.length(), question);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("text/xml");
    assertThat(reply.text()).isEqualTo("<methodResponse/>");
    assertThat(came.get()).isEqualTo("/main/latest/pypi " + question);
    assertThat(fixture.index.calls().getFirst().header("Larder-Caller")).isNull();
  }

  @Test
  void theLargestQuestionArrivesAndALargerOneNot() {
    fixture.index.does(call -> call.answer(200, "text/xml", "" + call.drain()));
    assertThat(post("/pypi", "X: y", MOST, "x".repeat(MOST)).text()).isEqualTo("" + MOST);
    int before = fixture.reached();
    assertTooLarge(post("/pypi", "X: y", MOST + 1, "x".repeat(MOST + 1)));
    assertThat(fixture.reached()).isEqualTo(before);
  }

  @Test
  void aQuestionInChunksIsMeasuredToo() {
    fixture.index.does(call -> call.answer(200, "text/xml", "" + call.drain()));
    String chunk = Integer.toHexString(1000) + "\r\n" + "x".repeat(1000) + "\r\n";
    int before = fixture.reached();
    try (RawClient client = fixture.connect()) {
      client.send("POST", "/pypi", "Transfer-Encoding: chunked");
      client.write(chunk.repeat(66) + "0\r\n\r\n");
      assertTooLarge(client.reply("POST"));
    }
    assertThat(fixture.reached()).isEqualTo(before);
  }

  @Test
  void aCallOfTheCatalogueCarriesItsBodyAndWhoAsks() {
    fixture.index.does(
        call -> {
          call.drain();
          call.answer(
              201,
              "application/json",
              "%s %s %s".formatted(call.method(), call.target(), call.header("Larder-Caller")));
        });
    Reply reply = post("/__api__/v1/repos", ADMIN, 12, "{\"name\":\"a\"}");
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.text()).isEqualTo("POST /__api__/v1/repos {\"kind\":\"admin\"}");
  }

  @Test
  void aCallWithoutABodyGoesOn() {
    fixture.index.does(call -> call.head("HTTP/1.1 204 No Content\r\n\r\n"));
    assertThat(fixture.ask("DELETE", "/__api__/v1/repos/old", ADMIN).status()).isEqualTo(204);
    assertThat(fixture.index.calls().getFirst().method()).isEqualTo("DELETE");
  }

  @Test
  void aTooLargeCallIsRefusedAsAProblem() {
    int size = 1024 * 1024 + 1;
    Reply reply = post("/__api__/v1/repos", ADMIN, size, "x".repeat(size));
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.text()).contains("1048576 bytes");
  }

  private static void assertTooLarge(Reply reply) {
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.text())
        .isEqualTo("the body is larger than the 65536 bytes that are taken here\n");
  }

  private static Reply post(String target, String header, int length, String body) {
    try (RawClient client = fixture.connect()) {
      client.send("POST", target, header, "Content-Length: " + length);
      client.write(body);
      return client.reply("POST");
    }
  }
}
