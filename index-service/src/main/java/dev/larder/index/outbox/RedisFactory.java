package dev.larder.index.outbox;

import dev.larder.index.settings.Settings;
import dev.larder.messaging.Redis;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The way to Redis that the whole process shares. */
@Factory
final class RedisFactory {

  @Singleton
  @Bean(preDestroy = "close")
  Redis redis(Settings settings) {
    return Redis.open(settings.redisUrl());
  }
}
