package dev.larder.auth.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.auth.parts.FakeIndexService;
import dev.larder.auth.parts.RealKeycloak;
import dev.larder.auth.parts.RealRedis;
import dev.larder.auth.parts.RunningService;
import dev.larder.auth.parts.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revoking while Redis is killed; it comes back with what it had, an old set and an old mark. */
class RedisAwayTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String IMPATIENT = "--larder.revocation.patience=500ms";

  @TempDir Path folder;
  RealRedis redis;
  FakeIndexService index;

  @BeforeEach
  void start() {
    redis = new RealRedis(folder);
    index = new FakeIndexService();
  }

  @AfterEach
  void stop() {
    index.close();
    redis.close();
  }

  private RunningService service(String... settings) {
    return RunningService.start(RealKeycloak.running().url(), redis, index, settings);
  }

  @Test
  void aTokenRevokedWhileRedisIsAwayIsInTheSetOnceItIsBack() {
    try (var service = service(IMPATIENT).untilReady(redis)) {
      String guid = token(service);
      redis.kill();

      var answer = revoke(service, guid);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.detail()).startsWith("token '%s' is revoked, but".formatted(guid));
      assertThat(active(service, guid)).as("what a gateway without Redis is told").isFalse();

      redis.start();
      Until.holds("in the set", LIMIT, () -> redis.holdsRevoked(guid));
      Until.holds("the mark is of this run", LIMIT, this::markIsOfThisRun);
    }
  }

  @Test
  void aRevocationWaitsForRedisAndIsThenAnswered() throws Exception {
    try (var service = service("--larder.revocation.patience=60s").untilReady(redis)) {
      String guid = token(service);
      redis.kill();

      var answer = CompletableFuture.supplyAsync(() -> revoke(service, guid));
      Until.holds("disabled", LIMIT, () -> !active(service, guid));
      assertThat(answer).isNotDone();
      redis.start();

      assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
      assertThat(redis.holdsRevoked(guid)).isTrue();
    }
  }

  @Test
  void aServiceStartedAnewAddsWhatTheOneBeforeCouldNot() {
    String guid;
    try (var service = service(IMPATIENT).untilReady(redis)) {
      guid = token(service);
      redis.kill();
      assertThat(revoke(service, guid).status()).isEqualTo(503);
    }
    redis.start();
    assertThat(redis.isMarkedComplete()).as("the old mark, from the disk").isTrue();
    assertThat(redis.holdsRevoked(guid)).isFalse();
    assertThat(markIsOfThisRun()).as("which shows that it is old").isFalse();

    try (var _ = service()) {
      Until.holds("in the set", LIMIT, () -> redis.holdsRevoked(guid));
      Until.holds("the mark is of this run", LIMIT, this::markIsOfThisRun);
    }
  }

  @Test
  void anOldMarkIsRemovedAlthoughKeycloakIsAwayToo() {
    try (var _ = service().untilReady(redis)) {
      assertThat(markIsOfThisRun()).isTrue();
    }
    redis.kill();
    redis.start();
    assertThat(redis.isMarkedComplete()).isTrue();

    try (var _ = RunningService.start("http://127.0.0.1:1", redis, index)) {
      Until.holds("no mark", LIMIT, () -> !redis.isMarkedComplete());
    }
  }

  @Test
  void withoutRedisTheServiceIsUpAndMakesTokens() {
    try (var service = service(IMPATIENT).untilReady(redis)) {
      redis.kill();

      assertThat(active(service, token(service))).isTrue();
      Until.holds(
          "seen",
          LIMIT,
          () ->
              service
                  .get("/health")
                  .body()
                  .toString()
                  .equals(
                      "{\"status\":\"up\",\"parts\":{\"keycloak\":\"up\",\"redis\":\"down\"}}"));
      assertThat(service.get("/health").status()).isEqualTo(200);
      assertThat(service.get("/internal/keys").body().get("keys")).hasSize(2);
      assertThat(service.post("/internal/revocations/rebuild", "").status()).isEqualTo(503);
    }
  }

  private boolean markIsOfThisRun() {
    String mark = redis.ask(r -> r.get("larder:revoked:complete"));
    return mark != null && redis.<String>ask(r -> r.info("server")).contains("run_id:" + mark);
  }

  private static String token(RunningService service) {
    return service
        .token("{\"description\":\"x\",\"scopes\":[\"global:admin\"]}")
        .get("guid")
        .asString();
  }

  private static boolean active(RunningService service, String guid) {
    return service.get("/internal/tokens/" + guid).body().get("active").asBoolean();
  }

  private static RunningService.Answer revoke(RunningService service, String guid) {
    return service.post("/__api__/v1/tokens/revoke", "{\"guid\":\"%s\"}".formatted(guid));
  }
}
