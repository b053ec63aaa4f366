package dev.larder.index.packages;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A package in a list.
 *
 * @param source the name of the source that has it
 * @param serial its newest change
 */
@Serdeable
record PackageView(String name, String source, long serial) {}
