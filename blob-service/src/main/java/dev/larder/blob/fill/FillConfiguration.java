package dev.larder.blob.fill;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Files on their way.
 *
 * @param patience how long a client waits without an answer for more than a file's beginning; less
 *     than the gateway's own patience of 60 s
 * @param minRate how many bytes a second an upstream must give, or its download is given up; 0: any
 * @param flights how many files may come from upstreams at once, half of them from one source
 * @param rateWindow over how much waiting for it that is measured
 */
@ConfigurationProperties("larder.fill")
public record FillConfiguration(
    @Bindable(defaultValue = "20s") Duration patience,
    @Bindable(defaultValue = "4096") long minRate,
    @Bindable(defaultValue = "128") int flights,
    @Bindable(defaultValue = "30s") Duration rateWindow) {
  public FillConfiguration {
    if (!patience.isPositive()) {
      throw new IllegalArgumentException("LARDER_FILL_PATIENCE is not positive: " + patience);
    }
    if (minRate < 0) {
      throw new IllegalArgumentException("LARDER_FILL_MIN_RATE is negative: " + minRate);
    }
    if (flights < 2) {
      throw new IllegalArgumentException("LARDER_FILL_FLIGHTS is less than 2: " + flights);
    }
    if (!rateWindow.isPositive()) {
      throw new IllegalArgumentException("LARDER_FILL_RATE_WINDOW is not positive: " + rateWindow);
    }
  }
}
