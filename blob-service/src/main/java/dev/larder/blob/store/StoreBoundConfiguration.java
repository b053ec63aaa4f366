package dev.larder.blob.store;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How much mirrored files may take in the object store.
 *
 * @param storeSize in bytes; 0: any
 * @param sweepEvery how often what is over it is looked for, by one replica
 */
@ConfigurationProperties("larder.blob")
public record StoreBoundConfiguration(
    @Bindable(defaultValue = "0") long storeSize,
    @Bindable(defaultValue = "1h") Duration sweepEvery) {
  public StoreBoundConfiguration {
    if (storeSize < 0) {
      throw new IllegalArgumentException("LARDER_BLOB_STORE_SIZE is negative: " + storeSize);
    }
    if (!sweepEvery.isPositive()) {
      throw new IllegalArgumentException("LARDER_BLOB_SWEEP_EVERY is not positive: " + sweepEvery);
    }
  }

  /** Whether nothing is ever deleted to make room. */
  public boolean isUnlimited() {
    return storeSize == 0;
  }
}
