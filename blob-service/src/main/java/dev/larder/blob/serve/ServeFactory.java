package dev.larder.blob.serve;

import dev.larder.blob.arrival.Arrivals;
import dev.larder.blob.cache.DiskCache;
import dev.larder.blob.companion.CompanionFiles;
import dev.larder.blob.document.Documents;
import dev.larder.blob.fill.FillConfiguration;
import dev.larder.blob.fill.Fills;
import dev.larder.blob.fill.MinimumRate;
import dev.larder.blob.fill.PassThroughMemory;
import dev.larder.blob.found.Discoveries;
import dev.larder.blob.location.Locations;
import dev.larder.blob.metadata.MetadataFiles;
import dev.larder.blob.owner.Proofs;
import dev.larder.blob.owner.Uses;
import dev.larder.blob.store.ObjectStore;
import dev.larder.blob.upstream.Upstreams;
import dev.larder.memory.ByteBudget;
import dev.larder.messaging.FoundQueue;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;

@Factory
final class ServeFactory {
  /** The part of the heap that metadata and the like may take while they are on their way. */
  private static final double DOCUMENTS = 0.2;

  /** The part that files and parts of them may take that are passed on without disk. */
  private static final double PASS_THROUGH = 0.15;

  /** How long a request waits for room there. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Singleton
  Discoveries discoveries(FoundQueue queue) {
    return new Discoveries(queue);
  }

  @Singleton
  MinimumRate minimumRate(FillConfiguration filling) {
    return new MinimumRate(filling);
  }

  @Singleton
  Documents documents(MinimumRate minimumRate) {
    return new Documents(ByteBudget.ofHeap(DOCUMENTS, PATIENCE), minimumRate);
  }

  @Singleton
  MetadataFiles metadata(
      DiskCache disk,
      ObjectStore store,
      Documents documents,
      Proofs proofs,
      Upstreams upstreams,
      Discoveries discoveries) {
    return new MetadataFiles(disk, store, documents, proofs, upstreams, discoveries);
  }

  @Singleton
  Fills fills(
      DiskCache disk,
      ObjectStore store,
      Proofs proofs,
      MetadataFiles metadata,
      Discoveries discoveries,
      FillConfiguration filling) {
    return new Fills(disk, new Arrivals(disk, store, proofs, metadata, discoveries), filling);
  }

  @Singleton
  Deliveries deliveries(
      Locations locations,
      ObjectStore store,
      Proofs proofs,
      Uses uses,
      MinimumRate minimumRate,
      Upstreams upstreams,
      DiskCache disk,
      Fills fills,
      MetadataFiles metadata,
      Documents documents) {
    return new Deliveries(
        locations,
        new Origins(store, proofs, uses, upstreams, minimumRate),
        disk,
        fills,
        metadata,
        new CompanionFiles(store, upstreams, documents),
        new PassThroughMemory(ByteBudget.ofHeap(PASS_THROUGH, PATIENCE)));
  }
}
