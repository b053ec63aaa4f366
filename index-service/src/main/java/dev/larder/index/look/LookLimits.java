package dev.larder.index.look;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How many names that nobody has heard of may be asked for; 0 is without a limit.
 *
 * @param firstLooks how many looks a minute at such names one client's address may cause
 * @param datedNames of how many names of a mirror at most is kept that it hadn't them when an
 *     instant's page was asked for
 */
@ConfigurationProperties("larder.limit")
public record LookLimits(
    @Bindable(defaultValue = "6000") int firstLooks,
    @Bindable(defaultValue = "100000") int datedNames) {
  public LookLimits {
    if (firstLooks < 0 || datedNames < 0) {
      throw new IllegalArgumentException(
          "LARDER_LIMIT_FIRST_LOOKS and LARDER_LIMIT_DATED_NAMES can't be negative");
    }
  }
}
