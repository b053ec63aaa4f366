package dev.larder.index.describe;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A project of which it is to be read what it says of itself.
 *
 * @param lastSerial the newest change of its page
 * @param tries how often that failed since that change
 */
@MappedEntity("project")
record DueProject(@Id long id, int source, String name, long lastSerial, int tries) {}
