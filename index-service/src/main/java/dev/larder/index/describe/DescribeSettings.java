package dev.larder.index.describe;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How fast the metadata of projects are read.
 *
 * @param metadataRate of how many projects a second at most; 0: they aren't
 */
@ConfigurationProperties("larder.pypi")
public record DescribeSettings(@Bindable(defaultValue = "10") int metadataRate) {
  private static final int MOST = 1_000;

  public DescribeSettings {
    if (metadataRate < 0 || metadataRate > MOST) {
      throw new IllegalArgumentException(
          "LARDER_PYPI_METADATA_RATE must be from 0 to " + MOST + ", not " + metadataRate);
    }
  }
}
