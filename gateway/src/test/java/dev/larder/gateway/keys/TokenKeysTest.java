package dev.larder.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.larder.gateway.fake.FakeAuth;
import dev.larder.gateway.fake.FakeService;
import dev.larder.gateway.fake.Signer;
import dev.larder.gateway.fake.TestRedis;
import dev.larder.gateway.redis.RedisConfig;
import dev.larder.gateway.redis.RedisLink;
import dev.larder.gateway.service.Limits;
import dev.larder.gateway.service.ServiceClient;
import dev.larder.gateway.service.ServiceConfig;
import dev.larder.gateway.service.ServiceConfig.Endpoint;
import dev.larder.gateway.service.ServiceHttp;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class TokenKeysTest {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final String SECRET = "the-secret-of-the-services";
  private static final Signer OLD = new Signer("old");
  private static final Signer NEW = new Signer("new");

  private static TestRedis redis;

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private FakeService auth;
  private ServiceHttp http;
  private RedisLink link;

  @BeforeAll
  static void startRedis() {
    redis = new TestRedis();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void start() {
    redis.run(commands -> commands.flushall());
    auth = new FakeService();
    auth.does(call -> call.answer(503, "text/plain", "no"));
    http = new ServiceHttp(limits());
  }

  @AfterEach
  void stop() {
    link.close();
    http.close();
    auth.close();
  }

  @Test
  void keysComeFromRedisAndAreKeptOnDisk() {
    redis.run(commands -> commands.set("larder:keys", OLD.jwks()));
    TokenKeys keys = keys(redis.url());
    assertThat(find(keys, "old")).isInstanceOf(KeyAnswer.Found.class);
    assertThat(auth.calls()).isEmpty();
    await().until(() -> Files.exists(folder.resolve("keys.json")));
  }

  @Test
  void withoutRedisAndAuthServiceTheKeysOnDiskDo() throws Exception {
    Files.writeString(folder.resolve("keys.json"), OLD.jwks());
    TokenKeys keys = keys("redis://:x@127.0.0.1:1");
    assertThat(find(keys, "old")).isInstanceOf(KeyAnswer.Found.class);
    assertThat(auth.calls()).isEmpty();
  }

  @Test
  void withoutRedisAndDiskAuthServiceIsAsked() {
    auth.does(new FakeAuth(SECRET, OLD));
    TokenKeys keys = keys("redis://:x@127.0.0.1:1");
    assertThat(find(keys, "old")).isInstanceOf(KeyAnswer.Found.class);
    assertThat(auth.calls(FakeAuth.KEYS)).hasSize(1);
    assertThat(find(keys, "old")).isInstanceOf(KeyAnswer.Found.class);
    assertThat(auth.calls(FakeAuth.KEYS)).hasSize(1);
  }

  @Test
  void withoutAnyNothingIsKnown() {
    TokenKeys keys = keys("redis://:x@127.0.0.1:1");
    assertThat(find(keys, "old")).isInstanceOf(KeyAnswer.Away.class);
    auth.does(new FakeAuth(SECRET, OLD));
    pass(Duration.ofSeconds(2));
    assertThat(find(keys, "old")).isInstanceOf(KeyAnswer.Found.class);
  }

  @Test
  void anUnknownKeyMakesAllBeAskedAnewAtMostOnceInTenSeconds() {
    redis.run(commands -> commands.set("larder:keys", OLD.jwks()));
    auth.does(new FakeAuth(SECRET, OLD));
    TokenKeys keys = keys(redis.url());
    for (int i = 0; i < 50; i++) {
      assertThat(find(keys, "made-up-" + i)).isInstanceOf(KeyAnswer.Unknown.class);
    }
    assertThat(auth.calls(FakeAuth.KEYS)).hasSize(1);
    auth.does(new FakeAuth(SECRET, NEW));
    assertThat(find(keys, "new")).isInstanceOf(KeyAnswer.Unknown.class);
    pass(Duration.ofSeconds(10));
    assertThat(find(keys, "new")).isInstanceOf(KeyAnswer.Found.class);
    assertThat(auth.calls(FakeAuth.KEYS)).hasSize(1);
  }

  @Test
  void anOlderSetInRedisDoesntReplaceANewerOne() {
    redis.run(commands -> commands.set("larder:keys", OLD.jwks()));
    auth.does(new FakeAuth(SECRET, NEW));
    TokenKeys keys = keys(redis.url());
    assertThat(find(keys, "new")).isInstanceOf(KeyAnswer.Found.class);
    pass(Duration.ofSeconds(11));
    auth.does(call -> call.reset());
    assertThat(find(keys, "other")).isInstanceOf(KeyAnswer.Away.class);
    assertThat(find(keys, "new")).isInstanceOf(KeyAnswer.Found.class);
  }

  @Test
  void nonsenseIsNoKeySet() {
    redis.run(commands -> commands.set("larder:keys", "{\"keys\":[]}"));
    auth.does(call -> call.answer(200, "application/json", "<html>"));
    assertThat(find(keys(redis.url()), "old")).isInstanceOf(KeyAnswer.Away.class);
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private TokenKeys keys(String redisUrl) {
    link = new RedisLink(new RedisConfig(redisUrl), LIMIT);
    Endpoint nowhere = new Endpoint(URI.create("http://127.0.0.1:1"));
    ServiceConfig services =
        new ServiceConfig(
            SECRET, nowhere, nowhere, nowhere, nowhere, new Endpoint(auth.url()), nowhere);
    return new TokenKeys(
        link, new ServiceClient(http.client(), services), new KeysConfig(folder), LIMIT, now::get);
  }

  private static KeyAnswer find(TokenKeys keys, String id) {
    return keys.find(id, "test").block(Duration.ofSeconds(10));
  }

  private static Limits limits() {
    return new Limits(
        LIMIT,
        LIMIT,
        LIMIT,
        LIMIT,
        LIMIT,
        LIMIT,
        LIMIT,
        LIMIT,
        LIMIT,
        LIMIT,
        DataSize.ofMegabytes(1),
        10);
  }
}
