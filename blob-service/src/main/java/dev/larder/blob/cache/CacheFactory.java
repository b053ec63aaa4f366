package dev.larder.blob.cache;

import dev.larder.blob.owner.Uses;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;

@Factory
final class CacheFactory {
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Context
  DiskCache cache(CacheConfiguration configuration, Clock clock, Uses uses) throws IOException {
    return DiskCache.open(
        configuration,
        clock,
        name -> {
          if (name.isShared()) {
            uses.used(name.owner(), name.content());
          }
        });
  }
}
