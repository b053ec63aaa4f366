package dev.larder.gateway.requestid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RequestIdTest {
  private static Fixture fixture;

  @BeforeAll
  static void start() {
    fixture = Fixture.withoutRedis();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "A-b_c.9",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void aGoodIdTravelsToTheServiceAndBack(String id) {
    fixture.index.does(call -> call.answer(200, "text/plain", call.header("X-Request-Id")));
    Reply reply = fixture.get("/simple/", "X-Request-Id: " + id);
    assertThat(reply.text()).isEqualTo(id);
    assertThat(reply.header("X-Request-Id")).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a/b",
        "{\"x\":1}",
        "a\r\nX-Request-Id: b",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void anyOtherIsReplaced(String id) {
    fixture.index.does(call -> call.answer(200, "text/plain", call.header("X-Request-Id")));
    Reply reply = fixture.get("/simple/", "X-Request-Id: " + id);
    assertThat(reply.text()).matches("[0-9a-f]{16}");
    assertThat(reply.header("X-Request-Id")).isEqualTo(reply.text());
  }

  @Test
  void everyAnswerHasOne() {
    for (String path : new String[] {"/", "/nothing", "/__ping__", "/__api__/v1/tokens"}) {
      assertThat(fixture.get(path).header("X-Request-Id")).as(path).matches("[0-9a-f]{16}");
    }
  }

  @Test
  void aRequestIsOneLineWithoutItsQuery(CapturedOutput output) {
    fixture.index.does(call -> call.answer(200, "text/plain", "12345"));
    assertThat(fixture.get("/simple/?token=hidden", "X-Request-Id: logged").status())
        .isEqualTo(200);
    await().until(() -> output.getOut().contains("\"request_id\":\"logged\""));
    assertThat(output.getOut())
        .contains("\"method\":\"GET\"")
        .contains("\"path\":\"/simple/\"")
        .contains("\"status\":200")
        .contains("\"bytes\":5")
        .contains("\"service\":\"index-service\"")
        .doesNotContain("hidden");
  }
}
