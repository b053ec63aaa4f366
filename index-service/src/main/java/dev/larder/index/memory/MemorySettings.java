package dev.larder.index.memory;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.annotation.Nullable;
import java.time.Duration;

/**
 * How much memory answers and looks may take all in all.
 *
 * @param bytes or null for a part of the heap
 * @param patience how long a request waits for others to end
 */
@ConfigurationProperties("larder.memory")
public record MemorySettings(
    @Nullable Long bytes, @Bindable(defaultValue = "10s") Duration patience) {}
