package dev.larder.blob.health;

import dev.larder.blob.cache.DiskCache;
import dev.larder.blob.store.ObjectStore;
import dev.larder.messaging.Redis;
import dev.larder.outbound.HostBreakers;
import dev.larder.service.health.HealthPart;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/**
 * The parts, none of which is needed for everything: files on disk are served without S3, mirrored
 * ones without S3 or disk, and all without Redis. Upstreams are down while one of their hosts is
 * left alone.
 */
@Factory
final class HealthParts {
  @Singleton
  HealthPart s3(ObjectStore store) {
    return HealthPart.useful("s3", store::reachable);
  }

  @Singleton
  HealthPart redis(Redis redis) {
    return HealthPart.useful("redis", redis::reachable);
  }

  @Singleton
  HealthPart disk(DiskCache disk) {
    return HealthPart.useful("disk", disk::healthy);
  }

  @Singleton
  HealthPart upstreams(HostBreakers hosts) {
    return HealthPart.useful("upstreams", () -> !hosts.anyAway());
  }
}
