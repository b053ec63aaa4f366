package dev.larder.index.forget;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * When names that no upstream has are forgotten.
 *
 * @param forgetAfter how long after the last look
 */
@ConfigurationProperties("larder.pypi")
public record ForgetSettings(@Bindable(defaultValue = "24h") Duration forgetAfter) {
  public ForgetSettings {
    if (forgetAfter.isNegative() || forgetAfter.isZero()) {
      throw new IllegalArgumentException("LARDER_PYPI_FORGET_AFTER must be more than 0");
    }
  }
}
