package dev.larder.index.sweep;

import io.micronaut.data.annotation.MappedEntity;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * A name that the newest finished sync could not look at.
 *
 * @param lookedAt when the newest began that could, if there was one
 * @param failingSince when that was first so
 */
@MappedEntity("unswept")
record UnsweptRow(int source, String name, @Nullable Instant lookedAt, Instant failingSince) {}
