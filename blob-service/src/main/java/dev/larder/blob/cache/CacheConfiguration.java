package dev.larder.blob.cache;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;

/**
 * The local disk cache.
 *
 * @param folder where it lies; made when missing, and nobody else's
 * @param size its bound in bytes
 */
@ConfigurationProperties("larder.cache")
public record CacheConfiguration(Path folder, @Bindable(defaultValue = "21474836480") long size) {
  public CacheConfiguration {
    if (size < 0) {
      throw new IllegalArgumentException("LARDER_CACHE_SIZE is negative: " + size);
    }
  }
}
