package dev.larder.index.repository;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import jakarta.annotation.Nullable;
import java.time.Instant;

/** A repository from the change that made it to the one that ended it. */
@MappedEntity("repository")
record RepositoryRow(
    @Id int id,
    String name,
    String type,
    String description,
    boolean hidden,
    boolean authenticated,
    long fromSerial,
    Instant validFrom,
    @Nullable Long toSerial,
    @Nullable Instant validTo,
    String by) {}
