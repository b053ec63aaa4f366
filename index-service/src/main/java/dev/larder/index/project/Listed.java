package dev.larder.index.project;

import io.micronaut.core.annotation.Introspected;

/**
 * A line of a root page.
 *
 * @param source id
 * @param name normalised
 * @param lastSerial the newest change of the project's page
 */
@Introspected
public record Listed(int source, String name, String displayName, long lastSerial) {}
