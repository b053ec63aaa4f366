package dev.larder.sync.start;

import dev.larder.messaging.Redis;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the whole process shares. */
@Factory
final class PartsFactory {
  @Singleton
  @Bean(preDestroy = "close")
  Redis redis(@Property(name = "larder.redis.url") String url) {
    return Redis.open(url);
  }

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
