package dev.larder.sync.settings;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * The second look at what a first one missed.
 *
 * @param secondLook how much later than the first it is
 */
@ConfigurationProperties("larder")
public record SecondLook(@Bindable(defaultValue = "10m") Duration secondLook) {}
