package dev.larder.sync.list;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;

/**
 * What a list says as a whole.
 *
 * @param serial the upstream's, or null
 * @param serials whether its projects have serials
 * @param age how long it has lain in caches
 */
public record ListHead(@Nullable Long serial, boolean serials, Duration age) {}
