package dev.larder.index.health;

import dev.larder.index.database.Database;
import dev.larder.index.source.Sources;
import dev.larder.messaging.Redis;
import dev.larder.service.health.HealthPart;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/**
 * Without PostgreSQL nothing works; without Redis everything does but slower, without an upstream
 * all but what only that one has. An upstream is up until a look finds it down, and while it isn't
 * to be asked.
 */
@Factory
final class HealthParts {
  @Singleton
  @Named("postgresql")
  HealthPart postgresql(Database database) {
    return HealthPart.needed("postgresql", database::isUp);
  }

  @Singleton
  @Named("redis")
  HealthPart redis(Redis redis) {
    return HealthPart.useful("redis", redis::reachable);
  }

  @Singleton
  @Named("upstreams")
  HealthPart upstreams(UpstreamHealth upstreams, Database database, Sources sources) {
    return HealthPart.useful(
        "upstreams",
        () -> {
          if (!upstreams.allAnswer()) {
            upstreams.keepOnly(
                database.read(sources::all).stream()
                    .filter(source -> !source.isOffline())
                    .toList());
          }
          return upstreams.allAnswer();
        });
  }
}
