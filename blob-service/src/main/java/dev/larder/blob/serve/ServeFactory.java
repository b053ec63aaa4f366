package dev.larder.blob.serve;

import dev.larder.blob.cache.DiskCache;
import dev.larder.blob.companion.CompanionFiles;
import dev.larder.blob.fill.FillConfiguration;
import dev.larder.blob.fill.Fills;
import dev.larder.blob.found.Arrivals;
import dev.larder.blob.found.Discoveries;
import dev.larder.blob.location.Locations;
import dev.larder.blob.metadata.MetadataFiles;
import dev.larder.blob.metadata.MetadataShelf;
import dev.larder.blob.store.ObjectStore;
import dev.larder.blob.upstream.Upstreams;
import dev.larder.messaging.FoundQueue;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

@Factory
final class ServeFactory {
  @Singleton
  Discoveries discoveries(FoundQueue queue) {
    return new Discoveries(queue);
  }

  @Singleton
  MetadataFiles metadata(
      DiskCache disk, ObjectStore store, Upstreams upstreams, Discoveries discoveries) {
    return new MetadataFiles(new MetadataShelf(disk, store), upstreams, discoveries);
  }

  @Singleton
  Fills fills(
      DiskCache disk,
      ObjectStore store,
      MetadataFiles metadata,
      Discoveries discoveries,
      FillConfiguration filling) {
    return new Fills(disk, new Arrivals(disk, store, metadata, discoveries), filling);
  }

  @Singleton
  Deliveries deliveries(
      Locations locations,
      ObjectStore store,
      Upstreams upstreams,
      DiskCache disk,
      Fills fills,
      MetadataFiles metadata) {
    return new Deliveries(
        locations,
        new Origins(store, upstreams),
        disk,
        fills,
        metadata,
        new CompanionFiles(store, upstreams));
  }
}
