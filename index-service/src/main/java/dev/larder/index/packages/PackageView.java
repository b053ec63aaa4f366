package dev.larder.index.packages;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.Nullable;

/**
 * A package in a list.
 *
 * @param source the name of the source that has it
 * @param serial its newest change
 * @param summary of its newest release that is described, or null
 * @param described whether what a release says of itself is known; if not, nobody knows whether
 *     there is a summary
 */
@Serdeable
record PackageView(
    String name, String source, long serial, @Nullable String summary, boolean described) {}
