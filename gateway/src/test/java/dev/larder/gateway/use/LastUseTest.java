package dev.larder.gateway.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.larder.gateway.fake.Fixture;
import dev.larder.gateway.fake.Signer;
import dev.larder.gateway.fake.TestRedis;
import dev.larder.gateway.redis.RedisConfig;
import dev.larder.gateway.redis.RedisLink;
import dev.larder.messaging.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LastUseTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Signer REALM = new Signer("realm");

  private static TestRedis redis;

  private final String guid = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    redis = new TestRedis();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  private static Map<String, String> used() {
    AtomicReference<Map<String, String>> all = new AtomicReference<>();
    redis.run(commands -> all.set(commands.hgetall(Keys.USED)));
    return all.get();
  }

  @Test
  void aUseIsNotedOnceAMinute() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_000));
    try (RedisLink link = new RedisLink(new RedisConfig(redis.url()), LONG)) {
      LastUse uses = new LastUse(link, now::get);

      uses.of(guid);
      await().atMost(LONG).until(() -> "1000".equals(used().get(guid)));
      now.set(Instant.ofEpochSecond(1_059));
      uses.of(guid);
      // a later note on the same connection, so an earlier one would stand by then
      String other = UUID.randomUUID().toString();
      uses.of(other);
      await().atMost(LONG).until(() -> "1059".equals(used().get(other)));
      assertThat(used()).containsEntry(guid, "1000");

      now.set(Instant.ofEpochSecond(1_060));
      uses.of(guid);
      await().atMost(LONG).until(() -> "1060".equals(used().get(guid)));
    }
  }

  @Test
  void onlyAGoodTokenIsUsed() {
    String revoked = UUID.randomUUID().toString();
    redis.run(
        commands -> {
          commands.set("larder:keys", REALM.jwks());
          TestRedis.markWhole(commands);
          commands.sadd("larder:revoked", revoked);
        });
    try (Fixture fixture = new Fixture(redis.url())) {
      send(fixture, REALM.token(revoked));
      send(fixture, REALM.token(guid));
    }
    await().atMost(LONG).until(() -> used().containsKey(guid));
    assertThat(Long.parseLong(used().get(guid)))
        .isBetween(
            Instant.now().minusSeconds(600).getEpochSecond(), Instant.now().getEpochSecond());
    assertThat(used()).doesNotContainKey(revoked);
  }

  private static void send(Fixture fixture, String token) {
    fixture.ask(
        "POST", "/upload/pypi/private", "Authorization: Bearer " + token, "Content-Length: 0");
  }
}
