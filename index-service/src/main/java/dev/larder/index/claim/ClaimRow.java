package dev.larder.index.claim;

import io.micronaut.data.annotation.MappedEntity;
import jakarta.annotation.Nullable;
import java.time.Instant;

/** A claim from the change that made it to the one that ended it. */
@MappedEntity("claim")
record ClaimRow(
    int source,
    String pattern,
    long fromSerial,
    Instant validFrom,
    @Nullable Long toSerial,
    @Nullable Instant validTo,
    String by) {}
