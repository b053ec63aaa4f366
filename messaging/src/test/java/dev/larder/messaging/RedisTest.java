package dev.larder.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void callsFailWhileRedisIsAwayAndComeBackWithIt(@TempDir Path folder) throws Exception {
    try (TestRedis server = TestRedis.in(folder);
        Redis redis = Redis.open(server.url(), Duration.ofSeconds(1))) {
      assertThat(redis.reachable()).isFalse();
      assertThatThrownBy(() -> redis.commands().ping()).isInstanceOf(RedisException.class);

      server.start();
      until(redis, true);
      assertThat(redis.commands().ping()).isEqualTo("PONG");

      server.kill();
      until(redis, false);
      assertThatThrownBy(() -> redis.commands().ping()).isInstanceOf(RedisException.class);

      server.start();
      until(redis, true);
      assertThat(redis.commands().ping()).isEqualTo("PONG");
    }
  }

  private static void until(Redis redis, boolean reachable) {
    Instant end = Instant.now().plus(SOON);
    while (redis.reachable() != reachable) {
      assertThat(Instant.now()).isBefore(end);
    }
  }
}
