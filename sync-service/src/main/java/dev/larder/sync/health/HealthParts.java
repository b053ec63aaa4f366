package dev.larder.sync.health;

import dev.larder.messaging.Redis;
import dev.larder.service.health.HealthPart;
import dev.larder.sync.database.Database;
import dev.larder.sync.store.ObjectStore;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** What syncs are made with; looks need none of it. */
@Factory
final class HealthParts {
  @Singleton
  @Named("postgresql")
  HealthPart postgresql(Database database) {
    return HealthPart.useful("postgresql", database::isUp);
  }

  @Singleton
  @Named("redis")
  HealthPart redis(Redis redis) {
    return HealthPart.useful("redis", redis::reachable);
  }

  @Singleton
  @Named("s3")
  HealthPart s3(ObjectStore store) {
    return HealthPart.useful("s3", store::isUp);
  }
}
