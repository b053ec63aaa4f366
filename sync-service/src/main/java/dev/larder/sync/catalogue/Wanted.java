package dev.larder.sync.catalogue;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A project that is to be looked at.
 *
 * @param name normalised
 * @param serial what the upstream's list says, or null
 * @param etag what the last look gave, or null
 */
@Serdeable
public record Wanted(String name, @Nullable Long serial, @Nullable String etag) {}
