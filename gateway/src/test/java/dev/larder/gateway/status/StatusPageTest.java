package dev.larder.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.gateway.fake.FakeService;
import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatusPageTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final FakeService STACK = new FakeService();
  private static Fixture fixture;

  @BeforeAll
  static void start() {
    fixture =
        Fixture.withoutRedis("--larder.limits.health=500ms", "--larder.stack.url=" + STACK.url());
  }

  @AfterAll
  static void stop() {
    fixture.close();
    STACK.close();
  }

  @BeforeEach
  void allUp() {
    FakeService.Handler up =
        call ->
            call.answer(
                200, "application/json", "{\"status\":\"up\",\"parts\":{\"redis\":\"down\"}}");
    fixture.services().forEach(service -> service.does(up));
    STACK.does(call -> call.answer(404, "text/plain", "nothing"));
  }

  @Test
  void whatWasRestartedIsToldToAnyoneWithTheNumberOfRequestsThatWereUnderWay() {
    fixture.index.does(
        call -> {
          if (call.target().equals("/health")) {
            call.answer(200, "application/json", "{\"status\":\"up\",\"parts\":{}}");
          } else {
            call.reset();
          }
        });
    assertThat(fixture.get("/simple/six/").status()).isEqualTo(503);
    assertThat(fixture.get("/simple/seven/").status()).isEqualTo(503);
    STACK.does(
        call ->
            call.answer(
                200,
                "application/json",
                """
                {"since":"2026-01-01T00:00:00Z","diskFull":false,"restarts":[
                  {"part":"index-service","count":3,"last":"%s","reason":"out-of-memory","running":true},
                  {"part":"postgresql","count":1,"last":"2026-01-01T00:00:00Z","reason":"disk-full","running":false}]}
                """
                    .formatted(Instant.now())));

    JsonNode stack = JSON.readTree(fixture.get("/__api__/status").body()).path("stack");

    assertThat(stack.path("since").asString()).isEqualTo("2026-01-01T00:00:00Z");
    JsonNode index = stack.path("restarts").get(0);
    assertThat(index.path("part").asString()).isEqualTo("index-service");
    assertThat(index.path("count").asInt()).isEqualTo(3);
    assertThat(index.path("reason").asString()).isEqualTo("out-of-memory");
    assertThat(index.path("requests").asInt()).isEqualTo(2);
    assertThat(stack.path("restarts").get(1).path("running").asBoolean()).isFalse();
    assertThat(stack.path("restarts").get(1).path("requests").asInt()).isZero();
    assertThat(stack.toString()).doesNotContain("six");
    assertThat(STACK.calls("/health").getFirst().header("Larder-Secret")).isEqualTo(Fixture.SECRET);
  }

  @Test
  void aStackThatGivesNoAnswerIsLeftOut() {
    assertThat(JSON.readTree(fixture.get("/__api__/status").body()).has("stack")).isFalse();
    STACK.does(call -> call.answer(200, "text/html", "<html>"));
    assertThat(JSON.readTree(fixture.get("/__api__/status").body()).has("stack")).isFalse();
  }

  @Test
  void onlyAdministratorsAreToldWhichUpstreamFailsAndWhy() {
    fixture.index.does(
        call ->
            call.answer(
                200,
                "application/json",
                call.target().equals("/internal/upstreams")
                    ? "{\"failing\":[{\"source\":\"pypi\",\"since\":\"2026-01-01T00:00:00Z\",\"reason\":\"refused\"}],\"offline\":[{\"source\":\"partner\",\"since\":\"2026-01-01T00:00:00Z\"}]}"
                    : "{\"status\":\"up\",\"parts\":{\"upstreams\":\"down\"}}"));

    Reply anyone = fixture.get("/__api__/status");
    Reply stranger = fixture.get("/__api__/status", "Authorization: Bearer nonsense");
    Reply admin = fixture.get("/__api__/status", "Authorization: Bearer " + Fixture.ADMIN_SECRET);

    assertThat(anyone.status()).isEqualTo(200);
    assertThat(stranger.status()).isEqualTo(200);
    assertThat(anyone.text()).contains("\"upstreams\":\"down\"").doesNotContain("pypi", "partner");
    assertThat(stranger.text()).doesNotContain("pypi");
    assertThat(JSON.readTree(admin.body()).path("upstreams").get(0).path("source").asString())
        .isEqualTo("pypi");
    assertThat(JSON.readTree(admin.body()).path("offline").get(0).path("source").asString())
        .isEqualTo("partner");
  }

  @Test
  void allUpIsUp() {
    Reply reply = fixture.get("/__api__/status");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    JsonNode status = JSON.readTree(reply.body());
    assertThat(status.path("status").asString()).isEqualTo("up");
    assertThat(status.path("version").asString()).isNotBlank();
    assertThat(status.path("parts").propertyNames())
        .containsExactlyInAnyOrder(
            "index-service", "blob-service", "upload-service", "sync-service", "auth-service");
    assertThat(status.path("parts").path("index-service").toString())
        .isEqualTo("{\"status\":\"up\",\"parts\":{\"redis\":\"down\"}}");
  }

  @Test
  void oneThatSaysItIsDownIsDown() {
    fixture.auth.does(
        call ->
            call.answer(
                503,
                "application/json",
                "{\"status\":\"down\",\"parts\":{\"keycloak\":\"down\"}}"));
    Reply reply = fixture.get("/__api__/status");
    assertThat(reply.status()).isEqualTo(503);
    JsonNode status = JSON.readTree(reply.body());
    assertThat(status.path("status").asString()).isEqualTo("down");
    assertThat(status.path("parts").path("auth-service").path("parts").path("keycloak").asString())
        .isEqualTo("down");
    assertThat(status.path("parts").path("blob-service").path("status").asString()).isEqualTo("up");
  }

  @Test
  void nonsenseAndSilenceAndABreakAreDownAndKeepNobodyWaiting() {
    CountDownLatch over = new CountDownLatch(1);
    fixture.index.does(call -> waitFor(over));
    fixture.sync.does(call -> waitFor(over));
    fixture.blob.does(call -> call.answer(200, "text/html", "<html>"));
    fixture.upload.does(call -> call.reset());
    long began = System.nanoTime();
    Reply reply = fixture.get("/__api__/status");
    over.countDown();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    assertThat(reply.status()).isEqualTo(503);
    JsonNode parts = JSON.readTree(reply.body()).path("parts");
    for (String part :
        new String[] {"index-service", "sync-service", "blob-service", "upload-service"}) {
      assertThat(parts.path(part).path("status").asString()).as(part).isEqualTo("down");
    }
    assertThat(parts.path("auth-service").path("status").asString()).isEqualTo("up");
  }

  @Test
  void oneThatSaysMoreThanAMegabyteIsDown() {
    fixture.blob.does(
        call ->
            call.answer(
                200,
                "application/json",
                "{\"status\":\"up\",\"more\":\"%s\"}".formatted("x".repeat(2 << 20))));
    Reply reply = fixture.get("/__api__/status");
    assertThat(reply.status()).isEqualTo(503);
    JsonNode parts = JSON.readTree(reply.body()).path("parts");
    assertThat(parts.path("blob-service").path("status").asString()).isEqualTo("down");
    assertThat(parts.path("auth-service").path("status").asString()).isEqualTo("up");
  }

  private static void waitFor(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
