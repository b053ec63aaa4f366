package dev.larder.sync.batch;

import dev.larder.messaging.Batch;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * A batch that lies in the object store and isn't in the catalogue yet.
 *
 * @param sentAt when index-service was told of it last; null where it wasn't
 */
@MappedEntity("batch")
public record BatchRow(
    @Id UUID id,
    UUID run,
    int source,
    int generation,
    Instant lookedAt,
    boolean secondLook,
    @Nullable Instant sentAt) {

  /** The same, told at that time. */
  BatchRow sent(Instant at) {
    return new BatchRow(id, run, source, generation, lookedAt, secondLook, at);
  }

  /** As index-service is told it. */
  Batch told(@Nullable String requestId) {
    return new Batch(run, id, source, generation, lookedAt, requestId);
  }
}
