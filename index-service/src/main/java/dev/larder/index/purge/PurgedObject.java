package dev.larder.index.purge;

import dev.larder.index.database.Hex;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;

/**
 * An object of a purged upload, until it is deleted.
 *
 * @param serial the change that purged it
 */
@MappedEntity("doomed")
record PurgedObject(
    @Id @GeneratedValue long id,
    String keptKey,
    @TypeDef(type = DataType.BYTE_ARRAY, converter = Hex.class) String sha256,
    long serial) {}
