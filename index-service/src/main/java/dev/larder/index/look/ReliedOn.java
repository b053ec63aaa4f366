package dev.larder.index.look;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A name in a source.
 *
 * @param reliedOn whether an answer about an instant rests on it that the source hasn't the name
 */
@MappedEntity("project")
record ReliedOn(@Id long id, boolean reliedOn) {}
