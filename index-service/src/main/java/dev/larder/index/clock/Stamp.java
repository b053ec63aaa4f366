package dev.larder.index.clock;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/**
 * What every row of a change carries.
 *
 * @param serial the change's number
 * @param instant when it holds from, to the microsecond
 */
@Introspected
public record Stamp(long serial, Instant instant) {}
