package dev.larder.blob.owner;

import dev.larder.blob.store.ObjectStore;
import dev.larder.blob.store.StoreBoundConfiguration;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

@Factory
final class OwnerFactory {
  /** How many proofs are remembered, of some 120 bytes each. */
  private static final int PROOFS = 10_000;

  /** How many of their uses. */
  private static final int USES = 10_000;

  @Singleton
  Proofs proofs(ObjectStore store) {
    return new Proofs(store, PROOFS);
  }

  @Singleton
  Contents contents(ObjectStore store, Proofs proofs) {
    return new Contents(store, proofs);
  }

  @Singleton
  Uses uses(Proofs proofs, Clock clock, StoreBoundConfiguration bound) {
    return new Uses(proofs, clock, bound.isUnlimited() ? 0 : USES);
  }
}
