package dev.larder.blob.redis;

import dev.larder.messaging.FoundQueue;
import dev.larder.messaging.Redis;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

@Factory
final class RedisFactory {
  @Bean(preDestroy = "close")
  @Singleton
  Redis redis(RedisConfiguration configuration) {
    return Redis.open(configuration.url());
  }

  @Singleton
  FoundQueue found(Redis redis) {
    return new FoundQueue(redis);
  }
}
