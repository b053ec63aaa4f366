package dev.larder.auth.redis;

import dev.larder.messaging.Redis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way to Redis. */
@Configuration(proxyBeanMethods = false)
class RedisConnection {

  @Bean
  Redis redis(RedisSettings settings) {
    return Redis.open(settings.url().toString(), settings.timeout());
  }
}
