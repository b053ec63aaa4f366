package dev.larder.auth.use;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.auth.parts.FakeIndexService;
import dev.larder.auth.parts.RealKeycloak;
import dev.larder.auth.parts.RealRedis;
import dev.larder.auth.parts.RunningService;
import dev.larder.auth.parts.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When tokens were last used. */
class LastUseTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String TOKEN = "{\"description\":\"used\",\"sources\":[\"*\"]}";

  @TempDir static Path folder;
  static RealRedis redis;
  static FakeIndexService index;

  /** One that never takes uses over, one that does so all the time. */
  static RunningService idle;

  static RunningService busy;

  @BeforeAll
  static void start() {
    redis = new RealRedis(folder);
    index = new FakeIndexService();
    String keycloak = RealKeycloak.running().url();
    // takes the lock of its first turn while there is nothing to be taken over
    idle = RunningService.start(keycloak, redis, index).untilReady(redis);
    Until.holds(
        "the first turn has begun",
        LONG,
        () -> redis.ask(r -> r.exists("larder:used:taking")) == 1);
    busy =
        RunningService.start(keycloak, redis, index, "--larder.use.every=200ms").untilReady(redis);
  }

  @AfterAll
  static void stop() {
    busy.close();
    idle.close();
    index.close();
    redis.close();
  }

  private static String lastUsed(String guid) {
    return StreamSupport.stream(
            idle.get("/__api__/v1/tokens").body().get("tokens").spliterator(), false)
        .filter(token -> token.get("guid").asString().equals(guid))
        .map(token -> token.get("lastUsed"))
        .map(used -> used.isNull() ? "never" : used.asString())
        .findFirst()
        .orElseThrow();
  }

  private static void use(String guid, String seconds) {
    redis.ask(r -> r.hset("larder:used", guid, seconds));
  }

  private static void takeOver() {
    redis.ask(r -> r.del("larder:used:taking"));
    Until.holds("all uses are taken over", LONG, () -> redis.ask(r -> r.hlen("larder:used")) == 0);
  }

  @Test
  void aUseIsShownAtOnceAndKeptInKeycloakAlthoughRedisIsLost() {
    String guid = idle.token(TOKEN).get("guid").asString();
    assertThat(lastUsed(guid)).isEqualTo("never");

    use(guid, "1750000000");
    assertThat(lastUsed(guid)).isEqualTo("2025-06-15T15:06:40Z");

    takeOver();
    assertThat(lastUsed(guid)).isEqualTo("2025-06-15T15:06:40Z");

    use(guid, "1750000060");
    assertThat(lastUsed(guid)).isEqualTo("2025-06-15T15:07:40Z");
  }

  @Test
  void aTokenStaysWhatItIsWhenItsUseIsKept() {
    String guid = idle.token(TOKEN).get("guid").asString();
    String revoked = idle.token(TOKEN).get("guid").asString();
    idle.post("/__api__/v1/tokens/revoke", "{\"guid\":\"%s\"}".formatted(revoked));
    use(guid, "1750000000");
    use(revoked, "1750000000");

    takeOver();

    assertThat(idle.get("/internal/tokens/" + guid).body().get("active").asBoolean()).isTrue();
    assertThat(idle.get("/internal/tokens/" + revoked).body().get("active").asBoolean()).isFalse();
    assertThat(idle.get("/__api__/v1/tokens?revoked=yes").body().toString()).contains(revoked);
  }

  @Test
  void anEarlierUseOfAGatewayWhoseClockIsSlowChangesNothing() {
    String guid = idle.token(TOKEN).get("guid").asString();
    use(guid, "1750000000");
    takeOver();
    use(guid, "1740000000");
    assertThat(lastUsed(guid)).isEqualTo("2025-06-15T15:06:40Z");
    takeOver();
    assertThat(lastUsed(guid)).isEqualTo("2025-06-15T15:06:40Z");
  }

  @Test
  void whatIsNoUseOfATokenIsForgotten() {
    use("no guid", "1750000000");
    use("6b1c1f0a-0000-4000-8000-000000000000", String.valueOf(Instant.now().getEpochSecond()));
    use("6b1c1f0a-0000-4000-8000-000000000001", "no time");

    takeOver();

    assertThat(redis.<Long>ask(r -> r.hlen("larder:used"))).isZero();
  }
}
