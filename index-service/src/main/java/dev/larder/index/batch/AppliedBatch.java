package dev.larder.index.batch;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.util.List;
import java.util.UUID;

/**
 * A batch that is in the catalogue.
 *
 * @param serial the change that it made, 0 if no page differs by it
 * @param projects how many have other pages since
 * @param files how many came with them
 * @param dropped names of projects whose looks were not believed, and so not taken
 */
@MappedEntity("applied_batch")
public record AppliedBatch(
    @Id UUID id,
    UUID run,
    long serial,
    int projects,
    long files,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> dropped) {}
