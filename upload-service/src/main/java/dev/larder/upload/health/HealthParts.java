package dev.larder.upload.health;

import dev.larder.service.health.HealthPart;
import dev.larder.upload.storage.ObjectStore;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The parts: without the store nothing works. */
@Factory
final class HealthParts {
  @Singleton
  HealthPart s3(ObjectStore store) {
    return HealthPart.needed("s3", store::isReady);
  }
}
