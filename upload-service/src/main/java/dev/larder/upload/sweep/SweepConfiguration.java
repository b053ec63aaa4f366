package dev.larder.upload.sweep;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What is swept out of the store.
 *
 * @param age how old an object must be that belongs to nothing; far longer than any upload takes
 * @param every how long after a sweep the next one begins
 */
@ConfigurationProperties("larder.sweep")
public record SweepConfiguration(
    @Bindable(defaultValue = "7d") Duration age, @Bindable(defaultValue = "24h") Duration every) {
  public SweepConfiguration {
    if (age.compareTo(Duration.ofHours(48)) < 0) {
      throw new IllegalArgumentException("LARDER_SWEEP_AGE must be at least 48h: " + age);
    }
    if (every.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("LARDER_SWEEP_EVERY must be at least 1m: " + every);
    }
  }
}
