package dev.larder.index.kept;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import jakarta.annotation.Nullable;

/** The objects of a file. */
@MappedEntity("file")
record KeptFile(@Id long id, @Nullable String keptKey, @Nullable String metadataKey) {}
