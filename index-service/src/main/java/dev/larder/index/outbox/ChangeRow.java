package dev.larder.index.outbox;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** A change of the catalogue, kept for ever. */
@MappedEntity("change")
record ChangeRow(
    @Id long serial,
    Instant instant,
    String kind,
    String action,
    @Nullable Integer repository,
    @Nullable Integer source,
    @Nullable String project,
    @Nullable String subject,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> tags,
    String by,
    @Nullable String comment,
    @Nullable String requestId,
    @Nullable String byName,
    @Nullable String fromAddress) {}
