package dev.larder.blob.fill;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Files on their way.
 *
 * @param patience how long a client waits without an answer for more than a file's beginning; less
 *     than the gateway's own patience of 60 s
 */
@ConfigurationProperties("larder.fill")
public record FillConfiguration(@Bindable(defaultValue = "20s") Duration patience) {
  public FillConfiguration {
    if (!patience.isPositive()) {
      throw new IllegalArgumentException("LARDER_FILL_PATIENCE is not positive: " + patience);
    }
  }
}
