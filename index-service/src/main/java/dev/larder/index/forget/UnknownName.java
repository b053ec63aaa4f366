package dev.larder.index.forget;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** A name that its source doesn't have. */
@MappedEntity("project")
record UnknownName(@Id long id) {}
